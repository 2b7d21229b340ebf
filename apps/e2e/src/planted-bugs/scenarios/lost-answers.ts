import { customer, goodwill, newReference, redemption, statusChange, type Submission } from '../../support/submissions';
import type { Scenario } from './scenario';

const LOST = { fault: 'drop-after-effect' } as const;

/** The loyalty API takes effect and does not say so, says so without effect, or refuses what it did before. */
export const lostAnswers: Scenario = {
  stack: { env: { worker: { LOYALTY_TIMEOUT_MS: '1500' } } },
  patienceMs: 15_000,
  async play({ newOrg, quiet }) {
    const org = newOrg();
    const marked = { notes: org.marker };
    const reference = newReference('TWICE');
    const disturbed: readonly (readonly [Submission, ...{ fault: string }[]])[] = [
      [redemption(customer(1), marked)],
      [redemption(customer(2), marked), LOST],
      [redemption(customer(3), marked), { fault: 'drop-before-effect' }],
      [redemption(customer(4), marked), { fault: 'never' }],
      [redemption(customer(5), marked), { fault: 'wrong-schema', ...{ effect: 'none' } }],
      [redemption(customer(6), marked), LOST, { fault: 'item-code', ...{ code: 803 } }],
      [redemption(customer(7), { ...marked, external_reference_number: reference })],
      [goodwill(customer(8), { reason: org.marker }), LOST],
      [statusChange(customer(9)), LOST],
    ];
    await Promise.all(
      disturbed.map(async ([submission, ...faults], index) => {
        for (const fault of faults) await org.org.spoil({ ...fault, match: { customer: customer(index + 1).id } });
        await org.decided(submission);
      }),
    );
    await quiet();
    await org.decided(redemption(customer(10), { ...marked, external_reference_number: reference }));
    await quiet();
  },
};

import { markerOf } from '../../support/evidence-collector';
import { customer, goodwill, newReference, redemption, statusChange, type Submission } from '../../support/submissions';
import { decided, endHolds } from './acts';
import type { Scenario } from './scenario';

type Fault = { readonly fault: string } & Readonly<Record<string, unknown>>;

const LOST: Fault = { fault: 'drop-after-effect' };

/** The loyalty API takes effect and does not say so, says so without effect, or refuses what it did before. */
export const lostAnswers: Scenario = {
  stack: { env: { worker: { LOYALTY_TIMEOUT_MS: '1500' } } },
  async play(stage) {
    const { evidence, newOrg, quiet } = stage;
    const org = newOrg();
    const marked = { notes: markerOf(org) };
    const reference = newReference('TWICE');
    const disturbed: readonly (readonly [Submission, ...Fault[]])[] = [
      [redemption(customer(1), marked)],
      [redemption(customer(2), marked), LOST],
      [redemption(customer(3), marked), { fault: 'drop-before-effect' }],
      [redemption(customer(4), marked), { fault: 'never' }],
      [redemption(customer(5), marked), { fault: 'wrong-schema', effect: 'none' }],
      [redemption(customer(6), marked), LOST, { fault: 'item-code', code: 803 }],
      [redemption(customer(7), { ...marked, external_reference_number: reference })],
      [goodwill(customer(8), { reason: markerOf(org) }), LOST],
      [statusChange(customer(9)), LOST],
    ];
    await Promise.all(
      disturbed.map(async ([submission, ...faults], index) => {
        for (const fault of faults) await org.spoil({ ...fault, match: { customer: customer(index + 1).id } });
        await decided(evidence, org, submission);
      }),
    );
    await quiet();
    await decided(evidence, org, redemption(customer(10), { ...marked, external_reference_number: reference }));
    await quiet();
    await endHolds(stage, org);
  },
};

import { waitFor } from '@countersign/local-servers';
import { allSettled, effectCounts } from '../support/executions';
import { customer, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';

const MOST_LOSSES = 3;

describe('a request that ends its worker every time', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { WORKER_LEASE_MS: '3000' } } });
  });
  afterAll(() => on.stop());

  it('is held for review after the third worker, and its neighbours are executed', async () => {
    const org = on.org();
    const poisoned = customer(1);
    await org.spoil({ fault: 'never', effect: 'none', times: 0, match: { customer: poisoned.mobile } });
    const poison = await org.approved(redemption(poisoned));
    const neighbours = await Promise.all([2, 3, 4, 5].map((number) => org.approved(redemption(customer(number)))));
    for (let lost = 1; lost <= MOST_LOSSES; lost++) {
      await waitFor(async () => (await org.callsOf(poison)).length === lost, { what: `call ${lost} of the poison`, deadlineMs: 60_000 });
      await on.stack.worker.kill();
      await on.stack.worker.start();
    }
    const held = await org.when(poison, ({ details }) => details.executionState === 'needs-review', 60_000);
    expect(held.details.outcome).toMatchObject({ kind: 'unknown', code: 'worker-lost', attempts: MOST_LOSSES });
    expect((await allSettled(org, neighbours, 60_000)).map(({ state }) => state)).toEqual(neighbours.map(() => 'approved'));
    expect(await effectCounts(org, neighbours)).toEqual(neighbours.map(() => 1));
    await on.rounds('find_due_executions', 20);
    expect(await org.callsOf(poison)).toHaveLength(MOST_LOSSES);
  });
});

import { markerOf } from '../../support/evidence-collector';
import { customer, goodwill, redemption } from '../../support/submissions';
import { decided, endHolds } from './acts';
import type { Scenario } from './scenario';

/** Has 40 points in the sandbox. */
const POOR = customer(91);

/**
 * A worker hangs in the middle of two calls, for longer than its leases, and goes on when another worker has taken over. One call was
 * refused, and would not be any more when it is made again; the other took effect and must not be made again.
 */
export const pausedWorker: Scenario = {
  // Which of the workers gets a job is Redis' choice, and here it must not matter.
  stack: { workers: 2, redis: 'none', env: { worker: { WORKER_LEASE_MS: '2000' } } },
  async play(stage) {
    const { on, evidence, newOrg, until, quiet } = stage;
    const [first, second] = on.stack.workers;
    const org = newOrg();
    const called = async (count: number): Promise<boolean> =>
      (await on.loyalty.calls()).filter(({ orgId }) => orgId === org.id).length >= count;
    const attempted = async (requestId: string, count: number): Promise<boolean> =>
      (await on.sql('select 1 from attempt where org_id = $1 and request_id = $2', [org.id, requestId])).length >= count;
    second?.pause();
    try {
      await org.spoil({ fault: 'delay', ms: 3_000, times: 2 });
      const [refused] = await Promise.all([
        decided(evidence, org, redemption(POOR, { notes: markerOf(org) })),
        decided(evidence, org, goodwill(customer(1), { reason: markerOf(org) })),
      ]);
      await until('both calls', () => called(2));
      await until('the effect of one', async () => (await on.loyalty.effects()).some(({ orgId }) => orgId === org.id));
      first?.pause();
      await on.loyalty.setCustomer(org.id, POOR.id, { balance: 10_000 });
      await org.spoil({ fault: 'delay', ms: 4_000, match: { customer: POOR.id } });
      second?.resume();
      await until('the second call', async () => (await org.callsOf(refused)).length >= 2);
      first?.resume();
      await until('what the late answer came to', () => attempted(refused, 2));
      await until('what all answers came to', () => attempted(refused, 3));
    } finally {
      first?.resume();
      second?.resume();
    }
    await quiet();
    await endHolds(stage, org);
  },
};

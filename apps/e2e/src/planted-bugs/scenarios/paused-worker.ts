import { customer, goodwill, redemption } from '../../support/submissions';
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
  patienceMs: 20_000,
  async play({ on, newOrg, until, quiet }) {
    const [first, second] = on.stack.workers;
    const org = newOrg();
    const called = async (count: number): Promise<boolean> =>
      (await on.loyalty.calls()).filter(({ orgId }) => orgId === org.org.id).length >= count;
    const attempted = async (requestId: string, count: number): Promise<boolean> =>
      (await on.sql('select 1 from attempt where org_id = $1 and request_id = $2', [org.org.id, requestId])).length >= count;
    second?.pause();
    try {
      await org.org.spoil({ fault: 'delay', ms: 1_500, times: 2 });
      const [refused] = await Promise.all([
        org.decided(redemption(POOR, { notes: org.marker })),
        org.decided(goodwill(customer(1), { reason: org.marker })),
      ]);
      await until('both calls', () => called(2));
      await until('the effect of one', async () => (await on.loyalty.effects()).some(({ orgId }) => orgId === org.org.id));
      first?.pause();
      await on.loyalty.setCustomer(org.org.id, POOR.id, { balance: 10_000 });
      await org.org.spoil({ fault: 'delay', ms: 4_000, match: { customer: POOR.id } });
      second?.resume();
      await until('the second call', async () => (await org.org.callsOf(refused)).length >= 2);
      first?.resume();
      await until('what the late answers came to', () => attempted(refused, 2));
      await until('what all answers came to', () => attempted(refused, 3));
    } finally {
      first?.resume();
      second?.resume();
    }
    await quiet();
  },
};

import { Redis } from 'ioredis';
import { customer, redemption } from '../../support/submissions';
import type { Scenario } from './scenario';

const MANY = 10;

/** Redis loses all that it holds while approved requests wait in it. */
export const emptiedQueue: Scenario = {
  stack: { env: { worker: { WORKER_CONCURRENCY: '1' } } },
  // Longer than a dispatch is remembered.
  patienceMs: 22_000,
  async play({ on, redisUrl, newOrg, until, quiet }) {
    if (redisUrl === undefined) throw new Error('There is no queue to empty.');
    const org = newOrg();
    await org.org.spoil({ fault: 'delay', ms: 500, times: 0 });
    await Promise.all(Array.from({ length: MANY }, (_, index) => org.decided(redemption(customer(1 + index), { notes: org.marker }))));
    await until('a call', async () => (await on.loyalty.calls()).some(({ orgId }) => orgId === org.org.id));
    const redis = new Redis(redisUrl);
    await redis.flushdb();
    await redis.quit();
    await quiet();
  },
};

import { Redis } from 'ioredis';
import { markerOf } from '../../support/evidence-collector';
import { customer, redemption } from '../../support/submissions';
import { decided } from './acts';
import type { Scenario } from './scenario';

const MANY = 10;

/** Redis loses all that it holds while approved requests wait in it. */
export const emptiedQueue: Scenario = {
  stack: { env: { worker: { WORKER_CONCURRENCY: '1' } } },
  async play({ on, evidence, newOrg, until, quiet }) {
    const org = newOrg();
    await org.spoil({ fault: 'delay', ms: 500, times: 0 });
    const customers = Array.from({ length: MANY }, (_, index) => customer(1 + index));
    await Promise.all(customers.map((one) => decided(evidence, org, redemption(one, { notes: markerOf(org) }))));
    await until('a call', async () => (await on.loyalty.calls()).some(({ orgId }) => orgId === org.id));
    const redis = new Redis(on.stack.parts.redisUrl ?? '');
    await redis.flushdb();
    await redis.quit();
    await quiet();
  },
};

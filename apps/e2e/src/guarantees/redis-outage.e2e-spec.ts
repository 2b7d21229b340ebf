import { readFile } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { Redis } from 'ioredis';
import { allSettled, effectCounts } from '../support/executions';
import { HttpClient, jsonOf } from '../support/http';
import { customer, redemption } from '../support/submissions';
import { dataOf, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';

const MANY = 30;

describe('Redis', () => {
  let on: TestStack;
  let health: HttpClient;
  beforeAll(async () => {
    on = await TestStack.start();
    health = new HttpClient(on.stack.parts.workers[0]!.url);
  });
  afterAll(async () => {
    await health.close();
    await on.stop();
  });
  afterEach(() => on.loyalty.behave());

  const redis = () => on.stack.parts.redis!;
  const queue = async (): Promise<string> =>
    (jsonOf(await health.call({ method: 'GET', path: '/health/ready' })) as { queue: string }).queue;
  const approveMany = (org: TestOrg): Promise<string[]> =>
    Promise.all(Array.from({ length: MANY }, (_, index) => org.approved(redemption(customer(1 + index)))));

  const allDoneOnce = async (org: TestOrg, ids: readonly string[]): Promise<void> => {
    const requests = await allSettled(org, ids, 60_000);
    expect(requests.filter(({ state }) => state !== 'approved')).toEqual([]);
    expect(await effectCounts(org, ids)).toEqual(ids.map(() => 1));
  };

  it('emptied while approved requests wait in it loses none of them', async () => {
    const org = on.org();
    await org.spoil({ fault: 'delay', ms: 400, times: 0 });
    const ids = await approveMany(org);
    const client = new Redis(redis().url);
    await client.flushall();
    await on.loyalty.behave();
    await client.quit();
    await allDoneOnce(org, ids);
  });

  it('stopped: submitting, deciding, reading and listing go on, and what is approved is executed', async () => {
    const org = on.org();
    await redis().kill();
    const ids = await approveMany(org);
    const answer = await org.submit(redemption(customer(40)));
    expect(dataOf(answer).state).toBe('AdminTask');
    await allDoneOnce(org, ids);
    expect((await org.list('states=approved')).pagination.totalElements).toBe(MANY);
    expect(await queue()).toBe('down');
  });

  it('back again, and empty, is used again', async () => {
    const org = on.org();
    await redis().restart();
    const client = new Redis(redis().url);
    await client.flushall();
    await client.quit();
    await waitFor(
      async () => {
        await org.settled(await org.approved(redemption(customer(1))));
        return (await queue()) === 'up';
      },
      { what: 'the queue to be used', deadlineMs: 30_000 },
    );
    await allDoneOnce(org, await approveMany(org));
  });

  it('frozen, with its connections open, holds nothing up for long', async () => {
    const org = on.org();
    redis().pause();
    const ids = await approveMany(org);
    await allDoneOnce(org, ids);
    redis().resume();
    await allDoneOnce(org, await approveMany(org));
  });

  it('absent when the worker starts does not keep it from working, and is used once it is there', async () => {
    const org = on.org();
    await redis().kill();
    await on.stack.worker.restart();
    const requestId = await org.approved(redemption(customer(1)));
    await allDoneOnce(org, [requestId]);
    await redis().restart();
    await waitFor(
      async () => {
        await org.settled(await org.approved(redemption(customer(2))));
        return (await queue()) === 'up';
      },
      { what: 'the queue to be used', deadlineMs: 30_000 },
    );
  });

  it('frozen does not keep a worker from stopping in time, and nothing is lost by it', async () => {
    const org = on.org();
    await org.spoil({ fault: 'delay', ms: 1_000, times: 0 });
    const ids = await approveMany(org);
    redis().pause();
    expect(await on.stack.worker.stop()).toBe('stopped');
    expect(await readFile(on.stack.worker.logFile, 'utf8')).not.toContain('not everything was closed');
    redis().resume();
    await on.loyalty.behave();
    await on.stack.worker.start();
    await allDoneOnce(org, ids);
  });
});

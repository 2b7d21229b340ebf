import { waitFor } from '@countersign/local-servers';
import { BullmqExecutionQueue, QueueUnavailableError } from './bullmq-execution-queue';
import { dueExecution, QueueFixture } from './spec-support/queue-fixture';

const fixture = new QueueFixture();
beforeAll(() => fixture.start(), 60_000);
afterAll(() => fixture.stop());
beforeEach(() => fixture.redis.restart());
afterEach(() => fixture.closeAll(), 30_000);

/** A worker app whose workers take nothing, so that what was added can be looked at. */
async function idleApp() {
  const app = await fixture.workerApp();
  await app.shutdown.pauseAndWait(5_000);
  return app;
}

async function expectFastRefusal(adding: Promise<void>): Promise<void> {
  const startedAt = performance.now();
  await expect(adding).rejects.toThrow(QueueUnavailableError);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
}

describe('BullmqExecutionQueue', () => {
  it('puts ids and nothing else into Redis, under one hash tag', async () => {
    const { queue } = await idleApp();
    const execution = dueExecution({ orgId: 51, epoch: 2 });
    await queue.add([execution]);
    const client = fixture.client();
    const key = `{countersign}:execute-points-redemption:${execution.requestId}-2`;
    expect(JSON.parse((await client.hget(key, 'data')) ?? '')).toEqual({ orgId: 51, requestId: execution.requestId, epoch: 2 });
    expect((await client.keys('*')).filter((name) => !name.startsWith('{countersign}:execute-'))).toEqual([]);
  });

  it('puts each execution into the queue of its type', async () => {
    const { queue } = await idleApp();
    await queue.add([dueExecution(), dueExecution({ type: 'EARN_BADGE' }), dueExecution()]);
    const client = fixture.client();
    expect(await client.llen('{countersign}:execute-points-redemption:wait')).toBe(2);
    expect(await client.llen('{countersign}:execute-earn-badge:wait')).toBe(1);
  });

  it('makes one job of one attempt however often it is added, and another of the next', async () => {
    const { queue } = await idleApp();
    const execution = dueExecution();
    await Promise.all([queue.add([execution, execution]), queue.add([execution])]);
    await queue.add([{ ...execution, epoch: 1 }]);
    expect(await fixture.client().llen('{countersign}:execute-points-redemption:wait')).toBe(2);
  });

  it('refuses a type that has no queue', async () => {
    await expect(new BullmqExecutionQueue(new Map()).add([dueExecution()])).rejects.toThrow('POINTS_REDEMPTION');
  });

  it('refuses fast while Redis is away and adds again when it is back', async () => {
    const { queue } = await idleApp();
    await fixture.redis.kill();
    await expectFastRefusal(queue.add([dueExecution()]));
    await fixture.redis.restart();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses fast when Redis was never there and adds once it is', async () => {
    await fixture.redis.stop();
    const { queue } = await fixture.workerApp({ withoutRedis: true });
    await expectFastRefusal(queue.add([dueExecution()]));
    await fixture.redis.restart();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses fast while Redis hangs and adds again when it goes on', async () => {
    const { queue } = await idleApp();
    fixture.redis.pause();
    await expectFastRefusal(queue.add([dueExecution()]));
    await expectFastRefusal(queue.add([dueExecution()]));
    fixture.redis.resume();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses while Redis is full and adds again when there is room', async () => {
    const { queue } = await idleApp();
    const client = fixture.client();
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.config('SET', 'maxmemory', '1mb');
    await expectFastRefusal(queue.add([dueExecution()]));
    await client.config('SET', 'maxmemory', '0');
    await queue.add([dueExecution()]);
  }, 30_000);

  it('refuses while Redis is a replica and adds again when it is not', async () => {
    const { queue } = await idleApp();
    const client = fixture.client();
    await client.replicaof('127.0.0.1', 1);
    await expectFastRefusal(queue.add([dueExecution()]));
    await client.replicaof('NO', 'ONE');
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);
});

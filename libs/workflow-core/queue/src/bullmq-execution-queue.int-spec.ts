import { waitFor } from '@countersign/local-servers';
import { BullmqExecutionQueue, QueueUnavailableError } from './bullmq-execution-queue';
import { RedisTrouble } from './redis-trouble';
import { dueExecution, QueueFixture } from './test-support/queue-fixture';

const fixture = new QueueFixture();
beforeAll(() => fixture.start(), 60_000);
afterAll(() => fixture.stop());
beforeEach(() => fixture.redis.restart());
afterEach(() => fixture.closeAll(), 30_000);

async function expectFastRefusal(adding: Promise<void>, limitMs = 2_000): Promise<void> {
  const startedAt = performance.now();
  await expect(adding).rejects.toThrow(QueueUnavailableError);
  expect(performance.now() - startedAt).toBeLessThan(limitMs);
}

function hang(): Promise<void> {
  fixture.redis.pause();
  return Promise.resolve();
}

async function expectEmptyQueues(): Promise<void> {
  const client = fixture.client();
  const jobs = () =>
    client.keys('{countersign}:*:*').then((keys) => keys.filter((key) => /:(wait|active|completed|failed|probe)$/.test(key)));
  await waitFor(async () => (await jobs()).length === 0, { what: 'the queues to be empty' });
}

describe('BullmqExecutionQueue', () => {
  it('puts ids and nothing else into Redis, under one hash tag', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    const execution = dueExecution({ orgId: 51, epoch: 2 });
    await queue.add([execution]);
    const client = fixture.client();
    const key = `{countersign}:execute-points-redemption:${execution.requestId}-2`;
    expect(JSON.parse((await client.hget(key, 'data')) ?? '')).toEqual({ orgId: 51, requestId: execution.requestId, epoch: 2 });
    expect((await client.keys('*')).filter((name) => !name.startsWith('{countersign}:execute-'))).toEqual([]);
  });

  it('puts each execution into the queue of its type', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    await queue.add([dueExecution(), dueExecution({ type: 'EARN_BADGE' }), dueExecution()]);
    const client = fixture.client();
    expect(await client.llen('{countersign}:execute-points-redemption:wait')).toBe(2);
    expect(await client.llen('{countersign}:execute-earn-badge:wait')).toBe(1);
  });

  it('makes one job of one attempt however often it is added, and another of the next', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    const execution = dueExecution();
    await Promise.all([queue.add([execution, execution]), queue.add([execution])]);
    await queue.add([{ ...execution, epoch: 1 }]);
    expect(await fixture.client().llen('{countersign}:execute-points-redemption:wait')).toBe(2);
  });

  it('finds out that Redis takes jobs, without anything to execute', async () => {
    const { queue, handled } = await fixture.workerApp();
    await queue.check();
    await queue.check();
    await expectEmptyQueues();
    expect(handled).toEqual([]);
  });

  it.each([
    ['away', () => fixture.redis.kill()],
    ['hanging', hang],
    ['full', () => fixture.client().config('SET', 'maxmemory', '1mb')],
    ['a replica', () => fixture.client().replicaof('127.0.0.1', 1)],
  ])('finds out that Redis is %s', async (_state, spoil) => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    await queue.check();
    await spoil();
    await expectFastRefusal(queue.check());
  });

  it.each([
    ['away', () => fixture.redis.kill(), 'nothing listens at its address'],
    ['hanging', hang, 'it does not answer in time'],
    ['full', () => fixture.client().config('SET', 'maxmemory', '1mb'), 'its memory is full'],
    ['a replica', () => fixture.client().replicaof('127.0.0.1', 1), 'it is a replica, or was one before a failover'],
  ])(
    'says in words that Redis is %s',
    async (_state, spoil, words) => {
      const { queue } = await fixture.workerApp({ withoutWorkers: true });
      await queue.check();
      await spoil();
      const reason = (): Promise<unknown> => queue.check().catch((error: unknown) => (error as QueueUnavailableError).reason);
      await waitFor(async () => (await reason()) === words, { what: `the reason "${words}"`, deadlineMs: 10_000 });
    },
    30_000,
  );

  it('says in words that Redis refuses our password', async () => {
    await fixture.client().config('SET', 'requirepass', 'another one');
    try {
      const { queue } = await fixture.workerApp({ withoutWorkers: true, withoutRedis: true });
      const reason = (): Promise<unknown> => queue.check().catch((error: unknown) => (error as QueueUnavailableError).reason);
      await waitFor(async () => (await reason()) === 'it refuses our user or password', { what: 'the reason', deadlineMs: 10_000 });
    } finally {
      await fixture.redis.kill();
    }
  }, 30_000);

  it('refuses a type that has no queue', async () => {
    await expect(new BullmqExecutionQueue(new Map(), new RedisTrouble()).add([dueExecution()])).rejects.toThrow('POINTS_REDEMPTION');
  });

  it('refuses fast while Redis is away and adds again when it is back', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    await fixture.redis.kill();
    await expectFastRefusal(queue.add([dueExecution()]));
    await fixture.redis.restart();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses fast when Redis was never there and adds once it is', async () => {
    await fixture.redis.stop();
    const { queue } = await fixture.workerApp({ withoutWorkers: true, withoutRedis: true });
    await expectFastRefusal(queue.add([dueExecution()]), 500);
    await fixture.redis.restart();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses fast while Redis hangs and adds again when it goes on', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    fixture.redis.pause();
    await expectFastRefusal(queue.add([dueExecution()]));
    await expectFastRefusal(queue.add([dueExecution()]));
    fixture.redis.resume();
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);

  it('refuses while Redis is full and adds again when there is room', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    const client = fixture.client();
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.config('SET', 'maxmemory', '1mb');
    await expectFastRefusal(queue.add([dueExecution()]));
    await client.config('SET', 'maxmemory', '0');
    await queue.add([dueExecution()]);
  }, 30_000);

  it('refuses while Redis is a replica and adds again when it is not', async () => {
    const { queue } = await fixture.workerApp({ withoutWorkers: true });
    const client = fixture.client();
    await client.replicaof('127.0.0.1', 1);
    await expectFastRefusal(queue.add([dueExecution()]));
    await client.replicaof('NO', 'ONE');
    await waitFor(() => queue.add([dueExecution()]).then(() => true), { what: 'the queue to take jobs again', deadlineMs: 10_000 });
  }, 30_000);
});

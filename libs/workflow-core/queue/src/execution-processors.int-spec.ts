import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@countersign/local-servers';
import { Queue } from 'bullmq';
import { dueExecution, expectJobsToRun, QueueFixture } from './test-support/queue-fixture';

const fixture = new QueueFixture();
beforeAll(() => fixture.start(), 60_000);
afterAll(() => fixture.stop());
beforeEach(() => fixture.redis.restart());
afterEach(() => fixture.closeAll(), 30_000);

const QUEUE = '{countersign}:execute-points-redemption';

describe('executionProcessors', () => {
  it('hand each job to the handler once and leave nothing of it in Redis', async () => {
    const { queue, handled } = await fixture.workerApp();
    const executions = Array.from({ length: 20 }, (_, index) =>
      dueExecution({ orgId: index, type: index % 2 ? 'EARN_BADGE' : 'POINTS_REDEMPTION' }),
    );
    await queue.add(executions);
    await waitFor(() => handled.length === 20, { what: '20 jobs' });
    expect(handled.map(({ requestId }) => requestId).sort()).toEqual(executions.map(({ requestId }) => requestId).sort());
    const client = fixture.client();
    const left = () => client.keys('*').then((keys) => keys.filter((key) => /[0-9a-f-]{36}|active|wait|completed|failed/.test(key)));
    await waitFor(async () => (await left()).length === 0, { what: 'Redis to be empty of jobs' });
  });

  it('run no more jobs of a type at once than told', async () => {
    let [now, most] = [0, 0];
    const app = await fixture.workerApp({
      concurrency: 3,
      handle: async () => {
        most = Math.max(most, ++now);
        await pause(20);
        now--;
      },
    });
    await app.queue.add(Array.from({ length: 15 }, () => dueExecution()));
    await waitFor(() => app.handled.length === 15 && now === 0, { what: '15 jobs' });
    expect(most).toBe(3);
  });

  it('take the only execution of an org before those of a flood that were added earlier', async () => {
    let finish: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (finish = resolve));
    const app = await fixture.workerApp({ concurrency: 1, handle: () => running });
    const flood = Array.from({ length: 10 }, (_, behind) => dueExecution({ orgId: 1, behind }));
    await app.queue.add(flood);
    await waitFor(() => app.handled.length === 1, { what: 'a job of the flood to run' });
    const only = dueExecution({ orgId: 2 });
    await app.queue.add([only]);
    finish();
    await waitFor(() => app.handled.length === 11, { what: 'all jobs' });
    expect(app.handled.map(({ requestId }) => requestId)).toEqual([flood[0], only, ...flood.slice(1)].map((job) => job?.requestId));
  });

  it('drop forged and malformed jobs, and go on with the next', async () => {
    const app = await fixture.workerApp();
    const forger = new Queue('execute-points-redemption', { connection: { url: fixture.redis.url }, prefix: '{countersign}' });
    const { orgId, requestId, epoch } = dueExecution();
    await forger.addBulk(
      [undefined, 'x', {}, { orgId: 'x', requestId, epoch }, { orgId, requestId: '../../etc', epoch }, { orgId, requestId }].map(
        (data) => ({ name: 'execute', data }),
      ),
    );
    await expectJobsToRun(app);
    expect(app.handled).toHaveLength(1);
    await waitFor(async () => (await forger.count()) === 0 && (await forger.getActiveCount()) === 0, { what: 'the queue to be empty' });
    expect(await forger.getCompletedCount()).toBe(0);
    await forger.close();
  });

  it('let no word of a failure reach Redis and do not try the job again', async () => {
    const app = await fixture.workerApp({ handle: () => Promise.reject(new Error('customer 919900000101 is unknown')) });
    await app.queue.add([dueExecution()]);
    await waitFor(() => app.handled.length > 0, { what: 'the job' });
    const client = fixture.client();
    await waitFor(async () => (await client.keys(`${QUEUE}:*-*-*`)).length === 0, { what: 'the failed job to be gone' });
    await expectJobsToRun(app);
    expect(app.handled).toHaveLength(2);
    expect(JSON.stringify(await client.xrange(`${QUEUE}:events`, '-', '+'))).not.toContain('919900000101');
  });

  it('take jobs once Redis is there, when it was not at the start', async () => {
    await fixture.redis.stop();
    const app = await fixture.workerApp({ withoutRedis: true });
    await expect(app.queue.add([dueExecution()])).rejects.toThrow();
    await fixture.redis.restart();
    await expectJobsToRun(app);
  }, 60_000);

  it('take new jobs after everything in Redis was lost', async () => {
    const app = await fixture.workerApp();
    await expectJobsToRun(app);
    await fixture.client().flushall();
    await expectJobsToRun(app);
  }, 30_000);

  it('finish a job that runs while Redis is away, and run it once only', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let ended = 0;
    const app = await fixture.workerApp({ handle: () => finished.then(() => ended++) });
    await app.queue.add([dueExecution()]);
    await waitFor(() => app.handled.length === 1, { what: 'the job to start' });
    await fixture.redis.kill();
    finish();
    await waitFor(() => ended === 1, { what: 'the job to end' });
    await fixture.redis.restart();
    await expectJobsToRun(app);
    expect(app.handled).toHaveLength(2);
  }, 60_000);

  it('keep working while their connections are cut again and again', async () => {
    const app = await fixture.workerApp();
    const client = fixture.client();
    for (let cut = 0; cut < 5; cut++) {
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await expectJobsToRun(app);
    }
  }, 60_000);
});

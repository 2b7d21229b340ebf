import { waitFor } from '@countersign/local-servers';
import { dueExecution, QueueFixture } from './test-support/queue-fixture';

const fixture = new QueueFixture();
beforeAll(() => fixture.start(), 60_000);
afterAll(() => fixture.stop());
beforeEach(() => fixture.redis.restart());
afterEach(() => fixture.closeAll(), 30_000);

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = performance.now();
  const result = await work;
  return { result, ms: performance.now() - startedAt };
}

function hang(): Promise<void> {
  fixture.redis.pause();
  return Promise.resolve();
}

/** An app with one job under way, which ends when told. */
async function busyApp() {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const app = await fixture.workerApp({ concurrency: 1, handle: () => finished });
  await app.queue.add([dueExecution()]);
  await waitFor(() => app.handled.length === 1, { what: 'the job to start' });
  return { ...app, finish };
}

describe('QueueShutdown', () => {
  it('waits for the jobs that run and starts no other', async () => {
    const { queue, shutdown, handled, finish } = await busyApp();
    await queue.add([dueExecution(), dueExecution()]);
    const stopping = shutdown.pauseAndWait(20_000);
    finish();
    expect(await stopping).toBe(true);
    await queue.add([dueExecution()]);
    expect(handled).toHaveLength(1);
    expect(await fixture.client().llen('{countersign}:execute-points-redemption:active')).toBe(0);
  }, 30_000);

  it('leaves a job that comes in during the shutdown to the other workers', async () => {
    const stopping = await fixture.workerApp();
    await stopping.shutdown.pauseAndWait(1_000);
    await stopping.queue.add([dueExecution()]);
    const other = await fixture.workerApp();
    await waitFor(() => other.handled.length === 1, { what: 'the other worker to take the job' });
    expect(stopping.handled).toEqual([]);
  });

  it('waits no longer than told for a job that does not end', async () => {
    const { shutdown, finish } = await busyApp();
    const { result, ms } = await timed(shutdown.pauseAndWait(500));
    expect(result).toBe(false);
    expect(ms).toBeLessThan(1_500);
    finish();
  });

  it('takes no time when nothing runs', async () => {
    const { shutdown } = await fixture.workerApp();
    expect((await timed(shutdown.pauseAndWait(20_000))).ms).toBeLessThan(3_000);
  });

  it.each([
    ['away', () => fixture.redis.kill()],
    ['hung', hang],
  ])(
    'ends in time while Redis is %s, the framework’s own closing included',
    async (_state, breakRedis) => {
      const { shutdown, context, finish } = await busyApp();
      await breakRedis();
      finish();
      const { result, ms } = await timed(shutdown.pauseAndWait(20_000));
      expect(result).toBe(true);
      expect(ms).toBeLessThan(4_000);
      expect((await timed(context.close())).ms).toBeLessThan(4_000);
    },
    60_000,
  );

  it('ends in time when Redis was never there', async () => {
    await fixture.redis.stop();
    const { shutdown, context } = await fixture.workerApp({ withoutRedis: true });
    expect((await timed(shutdown.pauseAndWait(20_000))).ms).toBeLessThan(4_000);
    expect((await timed(context.close())).ms).toBeLessThan(4_000);
  }, 30_000);
});

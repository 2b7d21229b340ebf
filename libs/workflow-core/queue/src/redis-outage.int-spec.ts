import { setTimeout as pause } from 'node:timers/promises';
import { expectJobsToRun, QueueFixture } from './test-support/queue-fixture';

/** Versions of BullMQ have been seen to stay silent for good after an outage of this length, with no error and `isRunning()` true. */
const OUTAGE_MS = 20_000;

const gone = new QueueFixture();
const hung = new QueueFixture();
beforeAll(() => Promise.all([gone.start(), hung.start()]), 60_000);
afterAll(() => Promise.all([gone.stop(), hung.stop()]));
afterEach(() => Promise.all([gone.closeAll(), hung.closeAll()]), 30_000);

describe('a worker over an outage of Redis', () => {
  it('takes jobs again by itself after 20 s without Redis, and after 20 s with one that hangs', async () => {
    const apps = await Promise.all([gone.workerApp(), hung.workerApp()]);
    await Promise.all(apps.map((app) => expectJobsToRun(app)));
    await gone.redis.kill();
    hung.redis.pause();
    await pause(OUTAGE_MS);
    await gone.redis.restart();
    hung.redis.resume();
    await Promise.all(apps.map((app) => expectJobsToRun(app, 30_000)));
  }, 120_000);
});

import { waitFor } from '@countersign/local-servers';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgWakeUps } from './pg-wake-ups';

describe('wake-ups', () => {
  let store: TestStore;
  let here: PgWakeUps;
  let there: PgWakeUps;
  beforeEach(async () => {
    store = await testStore();
    here = new PgWakeUps(store.database, store.url);
    there = new PgWakeUps(store.gateway().database, store.url);
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close()]);
    await store.drop();
  });

  const LISTENERS = `select pid from pg_stat_activity where datname = current_database() and application_name = 'countersign-listen'`;
  /** Counts wake-ups; ready once the first one came, which tells that the listening has begun. */
  const listening = async (wakeUps: PgWakeUps, channel: 'outcomes' | 'deliveries'): Promise<{ count: number; stop: () => void }> => {
    const heard = { count: 0, stop: wakeUps.listen(channel, () => heard.count++) };
    await waitFor(() => heard.count > 0, { what: 'the listening to begin' });
    return heard;
  };

  it('reach a listener in another process', async () => {
    const heard = await listening(there, 'outcomes');
    here.signal('outcomes');
    await waitFor(() => heard.count > 1, { what: 'the hint' });
  });

  it('reach the listeners of their channel only, and none that has stopped', async () => {
    const outcomes = await listening(there, 'outcomes');
    const stopped = await listening(here, 'outcomes');
    const deliveries = await listening(here, 'deliveries');
    stopped.stop();
    const [before, stoppedAt] = [deliveries.count, stopped.count];
    here.signal('outcomes');
    await waitFor(() => outcomes.count > 1, { what: 'the hint' });
    here.signal('deliveries');
    await waitFor(() => deliveries.count > before, { what: 'the hint of the other channel' });
    expect(deliveries.count).toBe(before + 1);
    expect(stopped.count).toBe(stoppedAt);
  });

  it('are one NOTIFY for all that are signalled while one is sent', async () => {
    store.statements();
    const names: string[] = [];
    const counted = store.gateway({ onStatement: (name) => names.push(name) });
    const wakeUps = new PgWakeUps(counted.database, store.url);
    const heard = await listening(there, 'outcomes');
    for (let signal = 0; signal < 100; signal++) wakeUps.signal('outcomes');
    await waitFor(() => heard.count > 1, { what: 'the hint' });
    await wakeUps.close();
    expect(names.length).toBeLessThanOrEqual(2);
  });

  it('are heard again after the connection broke, and the break itself wakes, since hints may have been lost', async () => {
    const heard = await listening(there, 'outcomes');
    const before = heard.count;
    await store.sql(`select pg_terminate_backend(pid) from (${LISTENERS}) listener`);
    await waitFor(() => heard.count > before, { what: 'the wake-up of the new connection' });
    const reconnected = heard.count;
    here.signal('outcomes');
    await waitFor(() => heard.count > reconnected, { what: 'the hint' });
  });

  it('end with their process, even when it stops while connecting', async () => {
    const shortLived = new PgWakeUps(store.database, store.url);
    shortLived.listen('outcomes', () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await shortLived.close();
    await waitFor(async () => (await store.sql(LISTENERS)).length === 0, { what: 'the listening connection to end' });
    shortLived.signal('outcomes');
  });

  it('that cannot be sent are lost without harm', async () => {
    const dead = store.gateway({ url: 'postgres://nobody@127.0.0.1:1/none' });
    const wakeUps = new PgWakeUps(dead.database, store.url);
    expect(() => wakeUps.signal('outcomes')).not.toThrow();
    await wakeUps.close();
  });
});

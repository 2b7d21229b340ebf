import { StoreUnavailableError } from '@countersign/engine';
import { waitFor } from '@countersign/local-servers';
import { newRequest } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

describe('the database', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  it('is unavailable to whoever gets no connection in time', async () => {
    const { database } = store.gateway({ poolSize: 1 });
    const busy = database.query('sleep', 'select pg_sleep(3)');
    const startedAt = performance.now();
    await expect(database.ping()).rejects.toThrow(StoreUnavailableError);
    const waitedMs = performance.now() - startedAt;
    expect(waitedMs).toBeGreaterThan(1_500);
    expect(waitedMs).toBeLessThan(2_900);
    await busy;
    await database.ping();
  });

  it('is unavailable while its server cannot be reached', async () => {
    const { requests } = store.gateway({ url: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(requests.submit(newRequest())).rejects.toThrow(StoreUnavailableError);
  });

  it('is unavailable to a statement whose backend was ended, and there for the next one', async () => {
    const { database } = store.gateway({ poolSize: 1, applicationName: 'to-be-ended' });
    const sleeping = database.query('sleep', 'select pg_sleep(30)');
    const ended = expect(sleeping).rejects.toThrow(StoreUnavailableError);
    const end = `select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name = 'to-be-ended' and query like '%pg_sleep%'`;
    await waitFor(async () => (await store.sql(end)).length === 1, { what: 'the backend to end' });
    await ended;
    await database.ping();
  });

  it('outlives the loss of an idle connection and tells of it', async () => {
    const errors: Error[] = [];
    const { database } = store.gateway({ poolSize: 1, applicationName: 'idle', onIdleError: (error) => errors.push(error) });
    await database.ping();
    await store.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'idle'`);
    await waitFor(() => errors.length > 0, { what: 'the idle error' });
    await database.ping();
  });

  it('gives a statement up that takes too long', async () => {
    const { database } = store.gateway({ statementTimeoutMs: 100 });
    await expect(database.query('sleep', 'select pg_sleep(30)')).rejects.toThrow(StoreUnavailableError);
  });

  it('throws the driver’s own error for a statement that is wrong', async () => {
    await expect(store.database.query('wrong', 'select no_such_column')).rejects.toThrow('no_such_column');
  });

  it('reads whole numbers and short decimals as numbers', async () => {
    const text = `select 9007199254740991::bigint as large, 0.001::numeric as small, count(*) as count`;
    expect(await store.database.query('numbers', text)).toEqual([{ large: 9_007_199_254_740_991, small: 0.001, count: 1 }]);
  });
});

import { testStore, type TestStore } from '../testdata/test-database';
import { PgWriteProbe } from './write-probe';

const LATER_MS = 10_000;

describe('the write probe', () => {
  let store: TestStore;
  let now = 0;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());
  beforeEach(() => {
    now += LATER_MS;
  });

  const probeOver = (database: TestStore['database']) => new PgWriteProbe(database, () => now);

  it('finds nothing wrong as a gateway and as a worker, asked again and again', async () => {
    const { database, workerDatabase } = store.gateway({ poolSize: 1 });
    for (const probe of [probeOver(database), probeOver(workerDatabase)])
      for (let time = 0; time < 3; time++) {
        now += LATER_MS;
        expect(await probe.problem()).toBeUndefined();
      }
  });

  it('says that a database is read-only which answers every read, and that it writes again', async () => {
    const { workerDatabase } = store.gateway({ poolSize: 1 });
    const probe = probeOver(workerDatabase);
    await workerDatabase.queryUnprepared('read-only', 'set default_transaction_read_only = on', []);
    await workerDatabase.ping();
    expect(await probe.problem()).toBe('database takes no writes: it is read-only');
    await workerDatabase.queryUnprepared('read-only', 'set default_transaction_read_only = off', []);
    expect(await probe.problem()).toBe('database takes no writes: it is read-only');
    now += LATER_MS;
    expect(await probe.problem()).toBeUndefined();
  });

  it('says that the disk is full', async () => {
    const full = await failureOf('raise exception using errcode = $$53100$$');
    const probe = new PgWriteProbe({ queryUnprepared: () => Promise.reject(full) }, () => now);
    expect(await probe.problem()).toBe('database takes no writes: its disk is full');
  });

  it('asks once, however many want to know', async () => {
    let asked = 0;
    const probe = new PgWriteProbe(
      {
        queryUnprepared: () => {
          asked += 1;
          return Promise.resolve([]);
        },
      },
      () => now,
    );
    await Promise.all([probe.problem(), probe.problem(), probe.problem()]);
    await probe.problem();
    expect(asked).toBe(1);
  });

  it('does without a temporary table where nobody may make one, and still sees that it is read-only', async () => {
    const [{ name } = { name: '' }] = await store.sql<{ name: string }>('select current_database() as name');
    await store.sql(`revoke temporary on database "${name}" from public`);
    const { workerDatabase } = store.gateway({ poolSize: 1 });
    const probe = probeOver(workerDatabase);
    expect(await probe.problem()).toBeUndefined();
    await workerDatabase.queryUnprepared('read-only', 'set default_transaction_read_only = on', []);
    now += LATER_MS;
    expect(await probe.problem()).toBe('database takes no writes: it is read-only');
    await store.sql(`grant temporary on database "${name}" to public`);
  });

  it('does not wait for a database that hangs', async () => {
    const probe = new PgWriteProbe({ queryUnprepared: () => new Promise(() => undefined) }, () => now);
    expect(await probe.problem()).toBe('database unavailable');
  });

  it('says so while the server cannot be reached', async () => {
    const { database } = store.gateway({ url: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await probeOver(database).problem()).toBe('database unavailable');
  });

  async function failureOf(statement: string): Promise<Error> {
    return store.database.queryUnprepared('failing', `do $do$ begin ${statement}; end $do$`, []).then(
      () => new Error('did not fail'),
      (error: unknown) => error as Error,
    );
  }
});

import { randomBytes } from 'node:crypto';
import { Database } from '../postgres/database';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgWriteProbe } from './write-probe';

const LATER_MS = 10_000;
const READ_ONLY = 'database takes no writes: it is read-only';
/** Lets a new session begin that may write. */
const welcoming = { queryInNewSession: <Row extends object>() => Promise.resolve([{} as Row]) };

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
    expect(await probe.problem()).toBe(READ_ONLY);
    await workerDatabase.queryUnprepared('read-only', 'set default_transaction_read_only = off', []);
    expect(await probe.problem()).toBe(READ_ONLY);
    now += LATER_MS;
    expect(await probe.problem()).toBeUndefined();
  });

  it.each([
    ['the database', (name: string) => `alter database "${name}"`],
    ['the role', (_name: string, role: string) => `alter role ${role}`],
    ['the role in the database', (name: string, role: string) => `alter role ${role} in database "${name}"`],
  ])('sees that %s became read-only for sessions to come, while its own goes on as it began', async (_what, alter) => {
    const [{ name } = { name: '' }] = await store.sql<{ name: string }>('select current_database() as name');
    // A role is one for the whole server: the usual login would be read-only for the tests beside this one too.
    const url = new URL(store.appUrls.gateway);
    url.username = `probed_${randomBytes(8).toString('hex')}`;
    const role = url.username;
    await store.sql(`create role ${role} login password '${decodeURIComponent(url.password)}' in role countersign_gateway`);
    const database = new Database({ url: url.toString(), applicationName: 'probed', poolSize: 1, statementTimeoutMs: LATER_MS });
    const probe = probeOver(database);
    expect(await probe.problem()).toBeUndefined();
    await store.sql(`${alter(name, role)} set default_transaction_read_only = on`);
    try {
      now += LATER_MS;
      expect(await probe.problem()).toBe(READ_ONLY);
    } finally {
      // The owner's own new sessions may be read-only too.
      await store.sql(`begin read write; ${alter(name, role)} reset default_transaction_read_only; commit`);
    }
    now += LATER_MS;
    expect(await probe.problem()).toBeUndefined();
    await database.close();
    await store.sql(`drop owned by ${role}; drop role ${role}`);
  });

  it('sees that nobody is let in any more, while its own session goes on', async () => {
    const [{ name } = { name: '' }] = await store.sql<{ name: string }>('select current_database() as name');
    const { database } = store.gateway({ poolSize: 1 });
    const probe = probeOver(database);
    expect(await probe.problem()).toBeUndefined();
    await store.sql(`revoke connect on database "${name}" from public`);
    now += LATER_MS;
    expect(await probe.problem()).toBe('database refuses new sessions: SQLSTATE 42501');
    await store.sql(`grant connect on database "${name}" to public`);
  });

  it('says that the disk is full', async () => {
    const full = await failureOf('raise exception using errcode = $$53100$$');
    const probe = new PgWriteProbe({ ...welcoming, queryUnprepared: () => Promise.reject(full) }, () => now);
    expect(await probe.problem()).toBe('database takes no writes: its disk is full');
  });

  it('needs a page of the disk each time, so that a full one is seen', async () => {
    const { database } = store.gateway({ poolSize: 1 });
    const probe = probeOver(database);
    const rows = async () => {
      await database.queryUnprepared('flush', 'select pg_stat_force_next_flush()', []);
      const text = `select n_tup_ins::int as written from pg_stat_all_tables where relid = 'countersign_write_probe'::regclass`;
      return (await database.queryUnprepared<{ written: number }>('written', text, []))[0]?.written;
    };
    expect(await probe.problem()).toBeUndefined();
    expect(await rows()).toBe(1);
    now += LATER_MS;
    await probe.problem();
    expect(await rows()).toBe(2);
  });

  it('finds nothing wrong where no session is free for one more, while its own goes on', async () => {
    const full = await failureOf('raise exception using errcode = $$53300$$');
    const crowded = {
      queryUnprepared: <Row extends object>() => Promise.resolve<Row[]>([]),
      queryInNewSession: () => Promise.reject(full),
    };
    expect(await new PgWriteProbe(crowded, () => now).problem()).toBeUndefined();
  });

  it('asks once, however many want to know', async () => {
    let asked = 0;
    const probe = new PgWriteProbe(
      {
        ...welcoming,
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
    expect(await probe.problem()).toBe(READ_ONLY);
    await store.sql(`grant temporary on database "${name}" to public`);
  });

  it('does not wait for a database that hangs', async () => {
    const probe = new PgWriteProbe({ ...welcoming, queryUnprepared: () => new Promise(() => undefined) }, () => now);
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

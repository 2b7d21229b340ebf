import { createDatabase, testPostgresUrl, type TestDatabase, waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { ChangedMigrationError, migrate } from './migrate';

describe('migrating', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(testPostgresUrl());
  });
  afterEach(() => database.drop());

  const sql = async (text: string): Promise<object[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<object>(text)).rows;
    } finally {
      await client.end();
    }
  };

  it('brings an empty database to this version and then has nothing left to do', async () => {
    const applied = await migrate(database.url);
    expect(applied[0]).toBe('001_requests.sql');
    expect(applied).toEqual([...applied].sort());
    expect(await migrate(database.url)).toEqual([]);
    expect(await sql('select name from schema_migration order by name')).toEqual(applied.map((name) => ({ name })));
  });

  it('refuses a file that was changed after it was applied, and names it', async () => {
    await migrate(database.url);
    await sql(`update schema_migration set checksum = 'of something else' where name = '002_executions.sql'`);
    const again = migrate(database.url);
    await expect(again).rejects.toThrow(ChangedMigrationError);
    await expect(again).rejects.toThrow('002_executions.sql');
  });

  it('is done once by processes that start together', async () => {
    const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, applied.flat().length]);
  });

  it('begins a file again that lost a deadlock with somebody who serves meanwhile', async () => {
    // What a file has to lock on its way, one after the other; whoever serves takes it the other way round.
    await sql(`
      create function takes_two() returns event_trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock(1); perform pg_advisory_xact_lock(2); end $$;
      create event trigger takes_two on ddl_command_start when tag in ('CREATE INDEX') execute function takes_two();`);
    const rival = new Client({ connectionString: database.url });
    await rival.connect();
    try {
      await rival.query('begin');
      // The file is who notices, and loses.
      await rival.query(`set local deadlock_timeout = '10min'`);
      await rival.query('select pg_advisory_xact_lock(2)');
      const migrating = migrate(database.url);
      const waits = async () => (await sql(`select from pg_locks where locktype = 'advisory' and objid = 2 and not granted`)).length > 0;
      await Promise.race([waitFor(waits, { what: 'a file that waits for the rival' }), migrating]);
      await rival.query('select pg_advisory_xact_lock(1)');
      expect(await sql('select name from schema_migration')).toEqual([]);
      await rival.query('commit');
      const applied = await migrating;
      expect(applied[0]).toBe('001_requests.sql');
      expect(await sql('select name from schema_migration order by name')).toEqual(applied.map((name) => ({ name })));
    } finally {
      await rival.end();
    }
  });

  it('leaves nothing of a file that fails half-way', async () => {
    await sql('create table transition (in_the_way int)');
    await expect(migrate(database.url)).rejects.toThrow('already exists');
    expect(await sql(`select 1 from pg_class where relname = 'request'`)).toEqual([]);
    expect(await sql('select name from schema_migration')).toEqual([]);
  });
});

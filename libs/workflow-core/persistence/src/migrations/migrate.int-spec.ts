import { createDatabase, testPostgresUrl, type TestDatabase } from '@countersign/local-servers';
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

  it('leaves nothing of a file that fails half-way', async () => {
    await sql('create table transition (in_the_way int)');
    await expect(migrate(database.url)).rejects.toThrow('already exists');
    expect(await sql(`select 1 from pg_class where relname = 'request'`)).toEqual([]);
    expect(await sql('select name from schema_migration')).toEqual([]);
  });
});

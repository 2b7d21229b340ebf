import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { Client } from 'pg';

const FOLDER = join(__dirname, '..', '..', 'migrations');
const FILES = readdirSync(FOLDER).sort();

const FUNCTIONS = `
  select p.oid::regprocedure || ' returns ' || pg_get_function_result(p.oid) as thing
    from pg_proc p where p.pronamespace = 'public'::regnamespace`;
const COLUMNS = `
  select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as thing, c.relname as relation,
         a.attnotnull and not a.atthasdef and a.attidentity = '' as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped`;

interface Column {
  readonly thing: string;
  readonly relation: string;
  readonly required: boolean;
}

/** A version that runs while the next one's migrations are applied calls what it knows, and inserts what it knows. */
describe('a migration', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createDatabase(testPostgresUrl());
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const functions = async (): Promise<string[]> => (await client.query<{ thing: string }>(FUNCTIONS)).rows.map(({ thing }) => thing);
  const columns = async (): Promise<Column[]> => (await client.query<Column>(COLUMNS)).rows;

  it.each(FILES)('%s takes nothing away from the version before, and asks nothing new of it', async (file) => {
    const before = { functions: await functions(), columns: await columns() };
    await client.query(readFileSync(join(FOLDER, file), 'utf8'));
    expect(await functions()).toEqual(expect.arrayContaining(before.functions));
    const after = await columns();
    expect(after.map(({ thing }) => thing)).toEqual(expect.arrayContaining(before.columns.map(({ thing }) => thing)));
    const known = new Set(before.columns.map(({ thing }) => thing));
    const tables = new Set(before.columns.map(({ relation }) => relation));
    expect(after.filter(({ thing, relation, required }) => required && tables.has(relation) && !known.has(thing))).toEqual([]);
  });
});

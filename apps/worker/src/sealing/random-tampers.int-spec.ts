import { copyJournal, EXPORTED_TABLES, readBundle, readOutside, verifyJournal } from '@countersign/audit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { fillWorld } from '../../test-support/journaled-world';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';

jest.setTimeout(120_000);

const TAMPERS = 100;
const DOCS = readFileSync(join(__dirname, '../../../../docs/audit.md'), 'utf8');
const SECTION = DOCS.slice(DOCS.indexOf('## Which rows and columns'), DOCS.indexOf('## What is not proven'));

/** What the page says of each table: the columns that are not covered. */
const UNCOVERED = new Map(
  [...SECTION.matchAll(/^\| `(\w+)` +\|([^|]*)\|/gm)].map(([, table = '', columns = '']) => [
    table,
    [...columns.matchAll(/`(\w+)`/g)].map(([, column = '']) => column),
  ]),
);
const NOT_AT_ALL = [
  ...SECTION.slice(SECTION.indexOf('Not covered at all'))
    .split('What people did')[0]!
    .matchAll(/`(\w+)`/g),
].map(([, name]) => name);

/** Rows of which the page says that they are not covered. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  decision: `exists (select from request r where r.org_id = t.org_id and r.request_id = t.request_id and r.state <> 'pending')`,
  attempt: 'endpoint_id is null and not fenced',
};

/** What a request says of the loyalty API's answer is covered once it has ended. */
const ANSWER_IS_OPEN: Readonly<Record<string, string>> = { request: `state in ('accepted', 'needs_review')` };

/** The same numbers in each run, so that what fails fails again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

/** Another value of the column's type. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  int4: (column) => `coalesce(${column}, 0) + 1`,
  int2: (column) => `coalesce(${column}, 0) + 1`,
  int8: (column) => `coalesce(${column}, 0) + 1`,
  numeric: (column) => `coalesce(${column}, 0) + 1`,
  bool: (column) => `not coalesce(${column}, false)`,
  json: () => `'{"forged":true}'`,
  jsonb: () => `'{"forged":true}'`,
  bytea: (column) => `sha256(coalesce(${column}, ''))`,
  timestamptz: (column) => `coalesce(${column}, now()) - interval '1 day'`,
  _text: (column) => `coalesce(${column}, '{}') || 'x'::text`,
  _int4: (column) => `coalesce(${column}, '{}') || 1`,
  _int8: (column) => `coalesce(${column}, '{}') || 1::bigint`,
};

describe('a row that somebody with all rights changed, deleted or inserted at random', () => {
  let journal: SealedJournal;
  let client: Client;
  beforeAll(async () => {
    journal = await SealedJournal.start();
    await fillWorld(journal);
    client = new Client({ connectionString: journal.url });
    await client.connect();
    await client.query('set session_replication_role = replica');
  });
  afterAll(async () => {
    await client.end();
    await journal.stop();
  });

  const columnsOf = async (table: string): Promise<Column[]> =>
    (
      await client.query<Column>(
        `select a.attname as name, t.typname as type,
                coalesce(a.attnum = any (i.indkey), false) and a.attname <> 'org_id' as "isKey"
           from pg_attribute a join pg_type t on t.oid = a.atttypid
           left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
          where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
        [table],
      )
    ).rows;

  /** Whoever may change anything may first take away what holds the table fast. */
  const looseningOf = async (table: string): Promise<string[]> =>
    (
      await client.query<{ statement: string }>(
        `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
           from pg_constraint where conrelid = $1::regclass and contype in ('c', 'p', 'u')
         union all
         select format('drop index %s', i.indexrelid::regclass) from pg_index i
          where i.indrelid = $1::regclass and i.indisunique and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
         union all
         select format('alter table %s alter %I drop identity', attrelid::regclass, attname) from pg_attribute
          where attrelid = $1::regclass and attidentity <> ''`,
        [table],
      )
    ).rows.map(({ statement }) => statement);

  /** What is said against it, or nothing; all is as before afterwards. */
  const verdictAfter = async (table: string, statement: string): Promise<string | undefined> => {
    await client.query('begin');
    try {
      for (const loosening of await looseningOf(table)) await client.query(loosening);
      const { rowCount } = await client.query(statement);
      if (rowCount !== 1) throw new Error(`Nothing was changed: ${statement}`);
      const file = join(journal.folder, 'tampered.jsonl');
      await copyJournal(client, ORG, file);
      const outside = await readOutside([journal.checkpointFile], ORG, [journal.signer]);
      const { damage } = verifyJournal(await readBundle(file), outside, [journal.signer]);
      return damage && `${damage.kind}: ${damage.sentence}`;
    } finally {
      await client.query('rollback');
    }
  };

  const tamperOf = async (table: string, random: (below: number) => number): Promise<string> => {
    const columns = await columnsOf(table);
    const rows = (
      await client.query<{ ctid: string; isOpen: boolean }>(
        `select t.ctid::text as ctid, ${ANSWER_IS_OPEN[table] ?? 'false'} as "isOpen" from ${table} t where org_id = ${ORG} and ${LEFT_OUT[table] ?? 'true'} order by t.ctid`,
      )
    ).rows;
    const { ctid, isOpen } = rows[random(rows.length)]!;
    const row = `ctid = '${ctid}'`;
    const covered = columns.filter(({ name }) => !UNCOVERED.get(table)!.includes(name) && !(isOpen && name === 'loyalty_answer'));
    const way = random(10);
    if (way === 0) return `delete from ${table} where ${row}`;
    if (way > 2 || table === 'journal') {
      const { name, type } = covered[random(covered.length)]!;
      return `update ${table} set ${name} = ${OTHER[type]!(name)} where ${row}`;
    }
    // A copy under another key, that claims to be old.
    const key = columns.filter(({ isKey }) => isKey).at(-1)!;
    const shift = key.type === 'int8' || key.type === 'int4' ? `${key.name} + 1000` : OTHER[key.type]!(key.name);
    const values = columns.map(({ name }) => (name === key.name ? shift : name === 'at' ? `at - interval '1 day'` : name)).join(', ');
    return `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${values} from ${table} where ${row}`;
  };

  it('is nothing yet: the journal is verified, and holds rows of every table', async () => {
    expect((await journal.audit()).damage).toBeUndefined();
    for (const table of EXPORTED_TABLES)
      expect([table, (await client.query(`select from ${table} where org_id = ${ORG} limit 1`)).rowCount]).toEqual([table, 1]);
  });

  it('is in a table that the page lists, and every table of the database is listed', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    expect([...UNCOVERED.keys(), ...NOT_AT_ALL].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    expect([...UNCOVERED.keys()].toSorted()).toEqual([...EXPORTED_TABLES].toSorted());
    for (const [table, uncovered] of UNCOVERED)
      expect([table, (await columnsOf(table)).map(({ name }) => name)]).toEqual([table, expect.arrayContaining(uncovered)]);
  });

  it.each(EXPORTED_TABLES)('of %s is not named when nothing was changed after all', async (table) => {
    const one = `ctid = (select ctid from ${table} where org_id = ${ORG} limit 1)`;
    expect(await verdictAfter(table, `update ${table} set org_id = org_id where ${one}`)).toBeUndefined();
  });

  it.each(EXPORTED_TABLES)(`of %s is named, ${TAMPERS} times of ${TAMPERS}`, async (table) => {
    const random = randomOf(EXPORTED_TABLES.indexOf(table) + 1);
    const unnoticed: string[] = [];
    const known = new Map<string, boolean>();
    for (let count = 0; count < TAMPERS; count += 1) {
      const statement = await tamperOf(table, random);
      if (!known.has(statement)) known.set(statement, (await verdictAfter(table, statement)) !== undefined);
      if (!known.get(statement)) unnoticed.push(statement);
    }
    expect(unnoticed).toEqual([]);
  });
});

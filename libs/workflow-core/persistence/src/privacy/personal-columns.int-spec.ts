import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testStore, type TestStore } from '../testdata/test-database';

const PAGE = readFileSync(join(__dirname, '../../../../../docs/privacy.md'), 'utf8');
const SECTION = PAGE.slice(PAGE.indexOf('## Every column that could hold some'), PAGE.indexOf('## Erasing a customer'));

/** Types in which a name, a number or a sentence can stand; a hash also in a uuid that is called so. */
const COLUMNS = `
  select c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     and (t.typname in ('text', 'json', 'jsonb', 'bytea', '_text', 'varchar', 'bpchar', 'name', '_json', '_jsonb') or a.attname like '%hash%')
   order by 1`;

/** Each column that the page lists, with the heading that it stands under. */
function listed(): Map<string, string> {
  const rows = [...SECTION.matchAll(/^\| `(\w+)` +\|([^|]*)\|([^|]*)\|([^|]*)\|/gm)];
  const cells = rows.flatMap(([, table = '', ...kinds]) =>
    kinds.flatMap((cell, kind) =>
      [...cell.matchAll(/`(\w+)`/g)].map(
        ([, column = '']) => [`${table}.${column}`, ['personal', 'keyed or salted hash', 'not personal'][kind]!] as const,
      ),
    ),
  );
  const names = cells.map(([name]) => name);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  return new Map(cells);
}

describe('the list of columns with personal data', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  }, 60_000);
  afterAll(() => store.drop());

  it('names every column that could hold some, under one of three headings, and none that is not there', async () => {
    const columns = (await store.sql<{ name: string }>(COLUMNS)).map(({ name }) => name);
    const known = [...listed().keys()];
    expect({ unlisted: columns.filter((name) => !known.includes(name)), gone: known.filter((name) => !columns.includes(name)) }).toEqual({
      unlisted: [],
      gone: [],
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSchema } from '@countersign/local-servers';
import { Client } from 'pg';
import { testStore, type TestStore } from '../testdata/test-database';

const WRITTEN = join(__dirname, '../../schema.sql');

describe('the written schema', () => {
  let store: TestStore;
  let client: Client;
  let migrated: string;
  beforeAll(async () => {
    store = await testStore();
    client = new Client({ connectionString: store.url });
    await client.connect();
    migrated = await describeSchema(client);
  });
  afterAll(async () => {
    await client.end();
    await store.drop();
  });

  it('is what the migrations leave; `npm run schema` writes it anew', () => {
    expect(readFileSync(WRITTEN, 'utf8')).toBe(migrated);
  });

  it.each([
    ['a column', 'alter table pause add column extra int'],
    ['a default', 'alter table pause alter paused_at set default now()'],
    ['a constraint', 'alter table pause add check (org_id >= 0)'],
    ['an index', 'create index extra on pause (paused_at)'],
    ['a trigger that is off', 'alter table request disable trigger request_limits_bind'],
    ['a policy of the wall', 'drop policy entered_orgs_only on pause'],
    ['a function', `create or replace function now_ms() returns timestamptz language sql volatile as $$ select now() $$`],
    ['a view', 'create view extra as select 1 as one'],
    ['a rule', 'create rule extra as on insert to pause do instead nothing'],
    ['a trigger on a view', 'create trigger extra instead of insert on subscriber for each row execute function refuse_rewriting()'],
    ['a table whose rows a crash forgets', 'alter table pause set unlogged'],
    ['a type', `create type extra as enum ('one')`],
    ['a sequence', 'create sequence extra'],
    ['a materialized view', 'create materialized view extra as select 1 as one'],
    ['a privilege', 'grant truncate on pause to countersign_gateway'],
    ['a privilege on a column', 'grant update (reason) on pause to countersign_worker'],
    ['a privilege on a function', 'revoke execute on function now_ms() from countersign_worker'],
    ['a privilege that may be handed on', 'grant select on pause to countersign_worker with grant option'],
    ['a privilege on what is made later', 'alter default privileges in schema public grant select on tables to countersign_worker'],
  ])('would tell of %s', async (_what, change) => {
    await client.query('begin');
    try {
      await client.query(change);
      expect(await describeSchema(client)).not.toBe(migrated);
    } finally {
      await client.query('rollback');
    }
  });
});

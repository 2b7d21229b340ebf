import { Client } from 'pg';
import { newRequest } from '../testdata/builders';
import { sqlStateOf } from '../testdata/sql-state';
import { testStore, type TestStore } from '../testdata/test-database';
import { seedTenants, type Tenant, TENANTS, WALLED_TABLES } from '../testdata/two-orgs';

const ENTER = `select set_config('countersign.orgs', $1, true)`;
const DENIED = '42501';

describe('somebody with the gateway’s login', () => {
  let store: TestStore;
  let client: Client;
  beforeAll(async () => {
    store = await testStore();
    await seedTenants(store);
    client = new Client({ connectionString: store.appUrls.gateway });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await store.drop();
  });
  beforeEach(() => client.query('begin'));
  afterEach(() => client.query('rollback'));

  const enter = (...orgs: readonly number[]) => client.query(ENTER, [`{${orgs.join(',')}}`]);
  const orgsIn = async (table: string): Promise<number[]> =>
    (await client.query<{ org_id: string }>(`select distinct org_id from ${table} order by org_id`)).rows.map(({ org_id }) =>
      Number(org_id),
    );
  const refused = (sql: string, code = DENIED) => expect(client.query(sql)).rejects.toMatchObject({ code });
  const other = (own: Tenant): Tenant => (own === 0 ? 7 : 0);

  it.each(WALLED_TABLES)('sees no row of %s without entering an org, and only its rows after', async (table) => {
    expect(await store.sql(`select distinct org_id from ${table} order by org_id`)).toEqual(TENANTS.map((org_id) => ({ org_id })));
    expect(await orgsIn(table)).toEqual([]);
    await enter(0);
    expect(await orgsIn(table)).toEqual([0]);
    await enter(7);
    expect(await orgsIn(table)).toEqual([7]);
    await enter(0, 7);
    expect(await orgsIn(table)).toEqual([0, 7]);
    await enter();
    expect(await orgsIn(table)).toEqual([]);
  });

  it('sees none of the subscribers through the view either', async () => {
    expect(await orgsIn('subscriber')).toEqual([]);
    await enter(7);
    expect(await orgsIn('subscriber')).toEqual([7]);
  });

  it('has left the org when the transaction ends, however it ends', async () => {
    for (const end of ['commit', 'rollback']) {
      await enter(7);
      await client.query(end);
      await client.query('begin');
      expect(await orgsIn('request')).toEqual([]);
    }
  });

  it.each(TENANTS)('of org %i changes, deletes and locks nothing of the other', async (own) => {
    await enter(own);
    for (const [table, change] of [
      ['request', `update request set state = 'rejected'`],
      ['execution', 'update execution set due_at = now()'],
      ['execution', 'delete from execution'],
      ['webhook_endpoint', 'update webhook_endpoint set active = false'],
      ['delivery', `update delivery set state = 'dropped'`],
      ['policy', `update policy set status = 'declined'`],
      ['pause', 'delete from pause'],
    ] as const) {
      await client.query('savepoint before');
      const { rowCount } = await client.query(`${change} where org_id = ${other(own)}`);
      expect([change, rowCount]).toEqual([change, 0]);
      expect((await client.query(change)).rowCount).toBeGreaterThan(0);
      await enter(other(own));
      expect(await orgsIn(table)).toEqual([other(own)]);
      await client.query('rollback to before');
    }
    expect((await client.query(`select from request where org_id = ${other(own)} for no key update`)).rowCount).toBe(0);
  });

  it.each(TENANTS)('of org %i writes no row for the other', async (own) => {
    await enter(own);
    await refused(`insert into pause values (${other(own)}, 'TYPE', 1, 'one', 'why', now())`);
  });

  it('is refused by the store too when a statement writes for an org that it did not enter', async () => {
    const statements = store.database.within([7]);
    const request = newRequest({ orgId: 0 });
    const write = `select * from submit_requests((select json_agg(s) from (
      select 0 as ordinal, 0 as org_id, $1::uuid as request_id, 'TYPE' as type, 1 as type_version, 1 as requester_id, 'one' as requester_name,
             '{}' as payload, 's' as payload_salt, 'd' as payload_digest, 'c' as customer, 'l' as line, 0 as policy_version,
             'checker' as verdict, 1 as quorum, 't' as trace_id) s))`;
    await expect(statements.query('write', write, [request.requestId])).rejects.toMatchObject({ code: DENIED });
    expect(await store.database.within([0]).query('write', write, [request.requestId])).toHaveLength(1);
  });

  it('cannot take the wall down or get round it', async () => {
    for (const attempt of [
      'alter table request disable row level security',
      'alter table request no force row level security',
      'drop policy entered_orgs_only on request',
      'create policy mine on request using (true)',
      'alter function entered_orgs() security definer',
      `create or replace function entered_orgs() returns bigint[] language sql as $$ select '{7}'::bigint[] $$`,
      'create table public.mine (org_id bigint)',
      `select wall_off('request')`,
      'select mark_restored()',
      'set role countersign_worker',
      'set role postgres',
      'alter role current_user bypassrls',
      'truncate request',
      'select * from notification',
      'select * from journal_entry',
      'select * from schema_migration',
    ]) {
      await client.query('savepoint before');
      expect([attempt, await sqlStateOf(client.query(attempt))]).toEqual([attempt, DENIED]);
      await client.query('rollback to before');
    }
  });

  it('gets an error, not other rows, where row-level security is switched off', async () => {
    await client.query('set local row_security = off');
    await refused('select * from request');
  });

  it('changes nothing of what was asked for, and rewrites no journal', async () => {
    await enter(7);
    for (const attempt of [
      `update request set payload = '{}'`,
      'update request set requester_id = 1',
      'update request set org_id = 0',
      'update request set quorum = 1',
      'delete from request',
      `update decision set verdict = 'rejected'`,
      'delete from decision',
      `update transition set comment = ''`,
      'delete from transition',
      'delete from operator_action',
      "insert into attempt (org_id, request_id, epoch, class, duration_ms, at) select org_id, request_id, 1, 'executed', 1, now() from request",
    ]) {
      await client.query('savepoint before');
      expect([attempt, await sqlStateOf(client.query(attempt))]).toEqual([attempt, DENIED]);
      await client.query('rollback to before');
    }
  });
});

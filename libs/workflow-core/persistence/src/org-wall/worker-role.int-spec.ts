import { Client } from 'pg';
import { expire, newRequest, withdraw } from '../testdata/builders';
import { sqlStateOf } from '../testdata/sql-state';
import { testStore, type TestStore } from '../testdata/test-database';
import { seedTenants, TENANTS } from '../testdata/two-orgs';

const DENIED = '42501';

describe('somebody with a worker’s login', () => {
  let store: TestStore;
  let client: Client;
  beforeAll(async () => {
    store = await testStore();
    await seedTenants(store);
    client = new Client({ connectionString: store.appUrls.worker });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await store.drop();
  });
  beforeEach(() => client.query('begin'));
  afterEach(() => client.query('rollback'));

  async function allDenied(attempts: readonly string[]): Promise<void> {
    for (const attempt of attempts) {
      await client.query('savepoint before');
      expect([attempt, await sqlStateOf(client.query(attempt))]).toEqual([attempt, DENIED]);
      await client.query('rollback to before');
    }
  }

  it('serves every org', async () => {
    for (const table of ['request', 'transition', 'execution', 'delivery', 'webhook_endpoint', 'pause'])
      expect((await client.query(`select distinct org_id from ${table}`)).rowCount).toBe(TENANTS.length);
  });

  it('decides nothing: it has no decision to give, and none that counts', async () => {
    await allDenied([
      `insert into decision (org_id, request_id, checker_id, checker_name, verdict, comment, decided_at)
       select org_id, request_id, 52, 'Chen Checker', 'approved', '', now() from request where state = 'pending'`,
      `select * from close_requests((select json_agg(c) from (
         select 0 as ordinal, org_id, request_id, 'approve' as action, 52 as actor_id, 'Chen' as actor_name, '' as comment, 'replay' as when_in_doubt,
                't' as trace_id from request where state = 'pending') c))`,
      'update request set approvals = quorum',
      'update request set quorum = 0',
      `update request set verdict = 'auto'`,
      'update request set checker_id = 52',
      `insert into transition (org_id, request_id, seq, from_state, to_state, cause, trace_id, at)
       select org_id, request_id, 9, 'pending', 'accepted', 'checker', 't', now() from request`,
    ]);
  });

  it('turns nothing that waits for a checker into anything but expired', async () => {
    const [pending] = await store.sql<{ count: number }>(`select count(*) from request where state = 'pending'`);
    await allDenied(
      ['accepted', 'approved', 'failed', 'needs_review', 'rejected', 'withdrawn'].map(
        (state) => `update request set state = '${state}' where state = 'pending'`,
      ),
    );
    const { rowCount } = await client.query(`update request set state = 'expired' where state = 'pending'`);
    expect(rowCount).toBe(pending?.count);
  });

  it('begins no execution, and changes neither settings nor journals', async () => {
    await allDenied([
      `insert into execution (org_id, request_id, type, customer_hash, when_in_doubt, trace_id, due_at)
       select org_id, gen_random_uuid(), type, gen_random_uuid(), 'replay', 't', now() from request`,
      `insert into request select * from request`,
      `update request set payload = '{}'`,
      'delete from request',
      'delete from pause',
      'select * from policy',
      `update policy set status = 'active'`,
      `update webhook_endpoint set url = 'https://elsewhere.example'`,
      'select * from review',
      'select * from revocation',
      'delete from operator_action',
      `update operator_action set reason = null`,
      `update transition set comment = ''`,
      'delete from attempt',
      'alter table request disable row level security',
      'set role countersign_gateway',
      'select mark_restored()',
    ]);
  });

  it('ends what time has ended, with its event, and nothing else', async () => {
    const request = newRequest({ orgId: 0, expiresAfterHours: 1 });
    await store.requests.submit(request);
    expect(await store.requests.close(expire(request))).not.toMatchObject({ kind: 'done' });
    await store.sql(`update request set expires_at = now() where request_id = $1`, [request.requestId]);
    expect(await store.requests.close(expire(request))).toMatchObject({ kind: 'done', state: 'expired', version: 2 });
    expect(await store.requests.close(withdraw(request))).toEqual({ kind: 'not-pending', state: 'expired' });
    const journal = await store.sql('select seq, from_state, to_state, cause from transition where request_id = $1 and seq > 1', [
      request.requestId,
    ]);
    expect(journal).toEqual([{ seq: 2, from_state: 'pending', to_state: 'expired', cause: 'clock' }]);
    expect(await store.sql('select from delivery where request_id = $1 and seq = 2', [request.requestId])).toHaveLength(1);
  });
});

import { newRequest, approve, CHECKER, ORG } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

const BOSS = { orgId: ORG, person: { id: 77, name: 'Bo Boss' } };

/** Columns that name who wants or wanted something. */
const WHO = `
  select c.relname as table, string_agg(a.attname, ', ' order by a.attname) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     and (a.attname ~ '^(proposed|decided|created|updated|paused|set|revoked)_by$'
          or a.attname ~ '^(requester|checker|actor|maker|proposer|approver|user|earlier_maker)_ids?$'
          or a.attname ~ '(_by|_holders|_for)$' and a.attname !~ '_name$')
   group by c.relname`;

/** What a revocation does with rows of each; ADR 040 says why. */
const ANSWERS: Readonly<Record<string, string>> = {
  request: 'stays, and its checkers are warned while it waits',
  decision: 'an approval is taken back while the request waits for others; else it stays',
  revoked_approval: 'journal: stays',
  transition: 'journal: stays',
  policy: 'withdrawn while it is proposed; else it stays',
  configuration_change: 'withdrawn while it is pending; else it stays',
  review: 'withdrawn while it is proposed; else it stays',
  api_client: 'suspended where the person was shown its secret',
  webhook_endpoint: 'stays: two people agreed to it',
  pause: 'stays: complete with one person',
  retention: 'stays: complete with one person',
  revocation: 'is the revocation itself; those that the person ordered stay',
  refused_submission: 'stays: nothing was asked of anybody',
  operator_action: 'journal: stays',
  identity_action: 'journal: stays',
  policy_action: 'journal: stays',
  refused_action: 'journal: stays',
  webhook_action: 'journal: stays',
  client_action: 'journal: stays',
  read_action: 'journal: stays',
};

describe('what a person had half done when they were revoked, in the database', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
  });
  afterAll(() => store.drop());

  it('is answered for every table that names who proposed, made or checked', async () => {
    const tables = (await store.sql<{ table: string }>(WHO)).map(({ table }) => table);
    expect({ unanswered: tables.filter((table) => !(table in ANSWERS)) }).toEqual({ unanswered: [] });
    expect({ gone: Object.keys(ANSWERS).filter((table) => !tables.includes(table)) }).toEqual({ gone: [] });
  });

  it('warns of a request whose earlier maker was revoked, too', async () => {
    const request = newRequest();
    await store.requests.submit(request);
    await store.sql('update request set earlier_maker_ids = $2 where request_id = $1', [request.requestId, [4711]]);
    await store.revocations.revoke(BOSS, 4711, 'left the company');
    expect(await store.requests.read(ORG, request.requestId)).toHaveProperty('makerRevokedAt');
  });

  it('is taken away by no app but with a revocation', async () => {
    const request = newRequest({ quorum: 2 });
    await store.requests.submit(request);
    await store.requests.close(approve(request));
    const { pool } = store.database;
    for (const text of ['delete from decision', 'select take_back_approvals()', 'insert into revoked_approval default values'])
      await expect(pool.query(text)).rejects.toThrow();
    await store.revocations.revoke(BOSS, CHECKER.id, 'left the company');
    const kept = 'select checker_id, position, revoked_by from revoked_approval where request_id = $1';
    expect(await store.sql(kept, [request.requestId])).toEqual([{ checker_id: CHECKER.id, position: 1, revoked_by: 77 }]);
    await expect(store.sql('delete from revoked_approval')).rejects.toThrow('journal');
  });

  it('is forgotten in its words with the request that it was about', async () => {
    const request = newRequest({ quorum: 2 });
    await store.requests.submit(request);
    await store.requests.close(approve(request));
    await store.revocations.revoke(BOSS, CHECKER.id, 'left the company');
    await store.sql('update request set erased_at = now() where request_id = $1', [request.requestId]);
    expect(await store.sql('select comment from revoked_approval where request_id = $1', [request.requestId])).toEqual([{ comment: null }]);
  });
});

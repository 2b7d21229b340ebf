import { type CloseResult, type NewRequest } from '@countersign/engine';
import { waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { approve, CHECKER, MAKER, newRequest, ORG, reject, SECOND_CHECKER, withdraw } from '../testdata/builders';
import { testStore, type TestStore } from '../testdata/test-database';

const WHY = 'left the company';
const BOSS = { orgId: ORG, person: { id: 77, name: 'Bo Boss' } };
const MINUTE = 60_000;

describe('a revocation', () => {
  let store: TestStore;
  let rival: Client;
  beforeAll(async () => {
    store = await testStore();
    rival = new Client({ connectionString: store.url });
    await rival.connect();
  });
  afterAll(async () => {
    await rival.end();
    await store.drop();
  });
  beforeEach(async () => {
    await rival.query('rollback');
    await store.sql('truncate revocation');
  });

  const submitted = async (many: number): Promise<NewRequest[]> => {
    const requests = Array.from({ length: many }, () => newRequest());
    await Promise.all(requests.map((request) => store.requests.submit(request)));
    return requests;
  };
  const now = async (): Promise<number> => (await store.sql<{ at: Date }>('select now_ms() as at'))[0]?.at.getTime() ?? 0;
  const kinds = (results: readonly CloseResult[]): string[] => [...new Set(results.map(({ kind }) => kind))];
  const lockWaiters = async (): Promise<number> =>
    (
      await store.sql(
        `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      )
    ).length;
  const revokeRow = JSON.stringify({ actor_id: 77, actor_name: 'Bo Boss' });

  it('ends the tokens issued before it in its org, of that person, and no others', async () => {
    const tokenIssuedAt = new Date((await now()) - MINUTE);
    await store.revocations.revoke(BOSS, CHECKER.id, WHY);
    const [one, two, three, four] = (await submitted(4)) as [NewRequest, NewRequest, NewRequest, NewRequest];
    expect(await store.requests.close(approve(one, { tokenIssuedAt }))).toEqual({ kind: 'revoked' });
    expect(await store.requests.close(reject(one, { tokenIssuedAt }))).toEqual({ kind: 'revoked' });
    expect(await store.requests.close(approve(two, { tokenIssuedAt, checker: SECOND_CHECKER }))).toMatchObject({ kind: 'done' });
    expect(await store.requests.close(approve(three, { tokenIssuedAt: new Date((await now()) + 1) }))).toMatchObject({ kind: 'done' });
    const elsewhere = newRequest({ orgId: ORG + 1 });
    await store.requests.submit(elsewhere);
    expect(await store.requests.close(approve(elsewhere, { tokenIssuedAt }))).toMatchObject({ kind: 'done' });
    await store.revocations.revoke(BOSS, MAKER.id, WHY);
    expect(await store.requests.close({ ...withdraw(four), tokenIssuedAt } as Parameters<typeof store.requests.close>[0])).toEqual({
      kind: 'revoked',
    });
  });

  it('that is being written makes 20 decisions wait, and ends them all', async () => {
    const requests = await submitted(20);
    const tokenIssuedAt = new Date(await now());
    await rival.query('begin');
    await rival.query('select revoke_tokens($1, $2, $3, $4)', [ORG, CHECKER.id, WHY, revokeRow]);
    const decisions = Promise.all(requests.map((request) => store.requests.close(approve(request, { tokenIssuedAt }))));
    await waitFor(async () => (await lockWaiters()) > 0, { what: 'somebody to wait for the lock' });
    await rival.query('commit');
    expect(kinds(await decisions)).toEqual(['revoked']);
    expect(await store.sql('select from decision where request_id = any ($1)', [requests.map(({ requestId }) => requestId)])).toEqual([]);
  });

  it('waits for decisions that are being written, so that none is written after it', async () => {
    const [request] = (await submitted(1)) as [NewRequest];
    const close = { ...approve(request), ordinal: 0 };
    const row = {
      ordinal: 0,
      org_id: ORG,
      request_id: request.requestId,
      action: 'approve',
      actor_id: CHECKER.id,
      actor_name: CHECKER.name,
      comment: close.comment,
      when_in_doubt: 'hold',
      trace_id: close.traceId,
      event_id: close.eventId,
      token_issued_at: new Date(await now()),
    };
    await rival.query('begin');
    const decided = await rival.query('select * from close_requests(not_revoked($1))', [JSON.stringify([row])]);
    expect(decided.rows).toHaveLength(1);
    const revoking = store.revocations.revoke(BOSS, CHECKER.id, WHY);
    await waitFor(async () => (await lockWaiters()) > 0, { what: 'somebody to wait for the lock' });
    await rival.query('commit');
    const { notBefore } = await revoking;
    const stored = await store.requests.read(ORG, request.requestId);
    expect(stored?.decisions[0]?.decidedAt.getTime()).toBeLessThanOrEqual(notBefore.getTime());
  });

  it('in the middle of 20 decisions of two processes lets through none that is later', async () => {
    const requests = await submitted(20);
    const tokenIssuedAt = new Date(await now());
    const other = store.gateway();
    const decisions = requests.map((request, place) => {
      const { requests: requestStore } = place % 2 === 0 ? store : other;
      return requestStore.close(approve(request, { tokenIssuedAt }));
    });
    const { notBefore } = await store.revocations.revoke(BOSS, CHECKER.id, WHY);
    const results = await Promise.all(decisions);
    const written = await store.sql<{ decided_at: Date }>('select decided_at from decision where request_id = any ($1)', [
      requests.map(({ requestId }) => requestId),
    ]);
    expect(written).toHaveLength(results.filter(({ kind }) => kind === 'done').length);
    expect(results.filter(({ kind }) => kind === 'done' || kind === 'revoked')).toHaveLength(20);
    for (const { decided_at } of written) expect(decided_at.getTime()).toBeLessThanOrEqual(notBefore.getTime());
  });

  it('costs a decision no statement of its own', async () => {
    const [request] = (await submitted(1)) as [NewRequest];
    store.statements();
    await store.requests.close(approve(request, { tokenIssuedAt: new Date(await now()) }));
    expect(store.statements()).toEqual(['close_requests']);
  });

  it('is looked up by many callers in one statement, and told who wrote it and why', async () => {
    const { notBefore } = await store.revocations.revoke({ ...BOSS, traceId: 'a'.repeat(32) }, CHECKER.id, WHY);
    store.statements();
    const found = await Promise.all([CHECKER.id, MAKER.id, CHECKER.id].map((userId) => store.revocations.revokedUpTo(ORG, userId)));
    expect(found).toEqual([notBefore, undefined, notBefore]);
    expect(store.statements().length).toBeLessThanOrEqual(2);
    expect(await store.revocations.revokedUpTo(ORG + 1, CHECKER.id)).toBeUndefined();
    expect(await store.revocations.list(ORG, 10)).toEqual([{ userId: CHECKER.id, notBefore, reason: WHY, by: BOSS.person }]);
    expect((await store.revocations.actions(ORG, 1)).actions).toMatchObject([
      { action: 'revoke', about: CHECKER.id, reason: WHY, by: BOSS.person, traceId: 'a'.repeat(32) },
    ]);
  });

  it('is never taken back by an older one', async () => {
    await store.sql(`insert into revocation values ($1, $2, now() + interval '1 hour', 'clock', 77, 'Bo Boss')`, [ORG, CHECKER.id]);
    const { notBefore } = await store.revocations.revoke(BOSS, CHECKER.id, WHY);
    expect(notBefore.getTime()).toBeGreaterThan(Date.now() + 30 * MINUTE);
  });
});

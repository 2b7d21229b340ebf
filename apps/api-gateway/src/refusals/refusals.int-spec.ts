import { randomUUID } from 'node:crypto';
import { waitFor } from '@countersign/local-servers';
import { Database, PgJournalStore } from '@countersign/persistence';
import { startTestGateway, type TestGateway, codesOf } from '../../test-support/gateway';
import { decide, decisionOf, REQUESTS, submitted } from '../../test-support/requests';
import { CHECKER, MAKER_AND_CHECKER, STRANGER, type TestPerson } from '../../test-support/tokens';
import { checkpointsSchema } from '../operations/checkpoints.openapi';

const AUDITOR: TestPerson = { id: 7001, name: 'auditor.one', orgs: { '0': ['CanAuditWorkflows'] } };
const URL = '/operations/journal/checkpoints';

interface RefusalRow {
  readonly org_id: number;
  readonly actor_id: number;
  readonly action: string;
  readonly code: number;
  readonly request_id: string | null;
}

describe('what was refused for reasons of security', () => {
  let gateway: TestGateway;
  let database: Database;
  beforeAll(async () => {
    gateway = await startTestGateway();
    database = new Database({ url: gateway.databaseUrl, applicationName: 'gateway-spec', poolSize: 2, statementTimeoutMs: 5_000 });
  });
  afterAll(async () => {
    await database.close();
    await gateway.close();
  });

  const refusals = async (): Promise<RefusalRow[]> =>
    (await database.pool.query<RefusalRow>('select org_id, actor_id, action, code, request_id from refused_action order by refusal_id'))
      .rows;

  it('is journaled with who, what and which request; mistakes are not', async () => {
    const requestId = await submitted(gateway, 'RF-1', { as: MAKER_AND_CHECKER });
    await decide(gateway, decisionOf(requestId, 'approved'), { as: MAKER_AND_CHECKER });
    await decide(gateway, decisionOf(requestId, 'approved', { payloadDigest: 'another' }), { as: CHECKER });
    await gateway.call({ url: `/operations/requests/${requestId}`, as: CHECKER });
    await gateway.call({ url: '/operations/journal', as: STRANGER, headers: { 'x-cap-api-auth-org-id': '0' } });
    const decisions = [{ requestId, decision: 'approved', comment: 'mine', payloadDigest: 'f'.repeat(64) }];
    await gateway.call({ method: 'POST', url: `${REQUESTS}/decisions`, as: MAKER_AND_CHECKER, body: { decisions } });
    await gateway.call({ url: `/operations/requests/${requestId}`, headers: { 'x-cap-api-auth-org-id': '0' } });
    await gateway.call({ url: `/operations/requests/${randomUUID()}`, as: CHECKER });
    const found = await waitFor(async () => ((await refusals()).length >= 5 ? refusals() : undefined), { what: 'the refusals' });
    expect(found).toEqual([
      { org_id: 0, actor_id: MAKER_AND_CHECKER.id, action: `PUT ${REQUESTS}/:type`, code: 9051, request_id: requestId },
      { org_id: 0, actor_id: CHECKER.id, action: `PUT ${REQUESTS}/:type`, code: 2103, request_id: requestId },
      { org_id: 0, actor_id: CHECKER.id, action: 'GET /operations/requests/:requestId', code: 2001, request_id: requestId },
      // In their own org: whose the other one is, nobody can tell from a number that anybody may send.
      { org_id: 7, actor_id: STRANGER.id, action: 'GET /operations/journal', code: 2001, request_id: null },
      { org_id: 0, actor_id: MAKER_AND_CHECKER.id, action: `POST ${REQUESTS}/decisions`, code: 9051, request_id: requestId },
    ]);
    const { rows } = await database.pool.query(`select 1 from refused_action where abs(extract(epoch from now() - at)) > 60`);
    expect(rows).toEqual([]);
  });

  it('is sealed, in checkpoints that an auditor reads and nobody else', async () => {
    const store = new PgJournalStore(database);
    const { token, next, at, peaks } = await store.unsealed(0, 10);
    for (const size of [1, 2, 3]) {
      const state = size === 1 ? { token, next } : await store.unsealed(0, 10);
      const checkpoint = { from: size - 1, root: Buffer.alloc(32), note: `note ${size}\n`, at };
      expect(await store.seal(0, { token: state.token, next: state.next, size, peaks, rows: [], checkpoint })).toBe(true);
    }
    await store.markAppended([{ orgId: 0, size: 1 }]);
    const read = async (query = '') => checkpointsSchema.parse((await gateway.call({ url: `${URL}?${query}`, as: AUDITOR })).json);
    const first = await read('limit=2');
    expect(first.data.map(({ entries, note, outsideAt }) => ({ entries, note, isOutside: outsideAt !== undefined }))).toEqual([
      { entries: 3, note: 'note 3\n', isOutside: false },
      { entries: 2, note: 'note 2\n', isOutside: false },
    ]);
    const second = await read(`limit=2&cursor=${first.pagination.nextCursor ?? ''}`);
    expect(second.data).toMatchObject([{ entries: 1, outsideAt: expect.any(String) as string }]);
    expect(second.pagination).toEqual({ numberOfElements: 1 });
    expect(codesOf(await gateway.call({ url: URL, as: CHECKER }))).toEqual([403, 2001]);
    expect(codesOf(await gateway.call({ url: `${URL}?cursor=x`, as: AUDITOR }))).toEqual([400, 2008]);
  });
});

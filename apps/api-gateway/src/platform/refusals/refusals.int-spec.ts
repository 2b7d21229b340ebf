import { freePort, waitFor } from '@countersign/local-servers';
import { createLogger } from '@countersign/observability';
import { Database, PgJournalStore } from '@countersign/persistence';
import { type Answer, codesOf, startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { decide, decisionOf, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER_AND_CHECKER, STRANGER, type TestPerson } from '../../../test-support/tokens';
import { checkpointsSchema } from '../../operations/checkpoints.openapi';

const AUDITOR: TestPerson = { id: 7001, name: 'auditor.one', orgs: { '0': ['CanAuditWorkflows'] } };
const URL = '/operations/journal/checkpoints';

interface RefusalRow {
  readonly org_id: number;
  readonly actor_id: number;
  readonly action: string;
  readonly code: number;
  readonly request_id: string | null;
  readonly times: number;
}

describe('what was refused for reasons of security', () => {
  let gateway: TestGateway;
  let database: Database;
  let metricsPort: number;
  const logged: string[] = [];
  beforeAll(async () => {
    metricsPort = await freePort();
    const logger = createLogger({ name: 'api-gateway', level: 'info' }, { write: (line: string) => logged.push(line) });
    gateway = await startTestGateway({ metrics: { host: '127.0.0.1', port: metricsPort } }, undefined, logger);
    database = new Database({ url: gateway.databaseUrl, applicationName: 'gateway-spec', poolSize: 2, statementTimeoutMs: 5_000 });
  });
  afterAll(async () => {
    await database.close();
    await gateway.close();
  });

  const refusals = async (): Promise<RefusalRow[]> =>
    (
      await database.pool.query<RefusalRow>(
        'select org_id, actor_id, action, code, request_id, times from refused_action order by refusal_id',
      )
    ).rows;

  it('is journaled with who, what and which request; mistakes are not', async () => {
    const requestId = await submitted(gateway, 'RF-1', { as: MAKER_AND_CHECKER });
    await decide(gateway, decisionOf(requestId, 'approved'), { as: MAKER_AND_CHECKER });
    await decide(gateway, decisionOf(requestId, 'approved', { payloadDigest: 'another' }), { as: CHECKER });
    await gateway.call({ url: `/operations/requests/${requestId}`, as: CHECKER });
    await gateway.call({ url: '/operations/journal', as: STRANGER, headers: { 'x-cap-api-auth-org-id': '0' } });
    const decisions = [{ requestId, decision: 'approved', comment: 'mine', payloadDigest: 'f'.repeat(64) }];
    await gateway.call({ method: 'POST', url: `${REQUESTS}/decisions`, as: MAKER_AND_CHECKER, body: { decisions } });
    await gateway.call({ url: `/operations/requests/${requestId}`, headers: { 'x-cap-api-auth-org-id': '0' } });
    await gateway.call({ url: `${REQUESTS}/requests?limit=none`, as: CHECKER });
    const found = await waitFor(async () => ((await refusals()).length >= 5 ? refusals() : undefined), { what: 'the refusals' });
    expect(found.map(({ times: _, ...refusal }) => refusal)).toEqual([
      { org_id: 0, actor_id: MAKER_AND_CHECKER.id, action: `PUT ${REQUESTS}/:type`, code: 9051, request_id: requestId },
      { org_id: 0, actor_id: CHECKER.id, action: `PUT ${REQUESTS}/:type`, code: 2103, request_id: requestId },
      { org_id: 0, actor_id: CHECKER.id, action: 'GET /operations/requests/:requestId', code: 2001, request_id: requestId },
      // In their own org: whose the other one is, nobody can tell from a number that anybody may send.
      { org_id: 7, actor_id: STRANGER.id, action: 'GET /operations/journal', code: 2001, request_id: null },
      { org_id: 0, actor_id: MAKER_AND_CHECKER.id, action: `POST ${REQUESTS}/decisions`, code: 9051, request_id: requestId },
    ]);
  });

  it('names the request that was decided, however its key is spelt, and none that only stands in a payload', async () => {
    const [decider, prober] = [
      { ...MAKER_AND_CHECKER, id: 4101 },
      { ...CHECKER, id: 4102 },
    ];
    const requestId = await submitted(gateway, 'RF-3', { as: decider, mobile: '919900000301' });
    const body = JSON.stringify(decisionOf(requestId, 'approved')).replace('"requestId"', '"request\\u0049d"');
    expect(codesOf(await decide(gateway, body, { as: decider }))).toEqual([403, 9051]);
    const common = { org_id: 0, times: 1 };
    const own = { ...common, actor_id: decider.id, action: `PUT ${REQUESTS}/:type`, code: 9051, request_id: requestId };
    expect(await refusalsOf(decider.id, 1)).toEqual([own]);
    const payload = { 'IntouchAPITask-Payload': { body: { requestId } } };
    for (const url of [`${REQUESTS}/EARN-BADGE`, '/v3/webHooks', '/v3/requestTypes/EARN-BADGE/check'])
      expect((await gateway.call({ method: 'POST', url, as: prober, body: { entityInfo: {}, requestId, payload } })).status).not.toBe(200);
    await submit(gateway, { entityInfo: {}, payload }, { as: prober, type: 'EARN-BADGE' });
    for (const { request_id } of await refusalsOf(prober.id, 1)) expect(request_id).toBeNull();
  });

  it('is dated by the database', async () => {
    const { rows } = await database.pool.query<{ ago: number }>(
      'select extract(epoch from clock_timestamp() - at)::float8 as ago from refused_action',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { ago } of rows) expect(Math.round(ago)).toBeLessThan(60);
    for (const { ago } of rows) expect(ago).toBeGreaterThanOrEqual(0);
  });

  const refusalsOf = (actorId: number, count: number): Promise<RefusalRow[]> =>
    waitFor(
      async () => {
        const found = (await refusals()).filter(({ actor_id }) => actor_id === actorId);
        return found.length >= count ? found : undefined;
      },
      { what: `${count} refusals of ${actorId}` },
    );

  it('holds whoever asks for what belongs to another org, in the org that they are of', async () => {
    const [prober, requestId] = [{ ...STRANGER, id: 9002 }, await submitted(gateway, 'RF-2')];
    const url = `${REQUESTS}/requests/${requestId}`;
    for (let tries = 0; tries < 5; tries += 1) expect(codesOf(await gateway.call({ url, as: prober }))).toEqual([404, 2007]);
    const common = { org_id: 7, actor_id: prober.id, code: 2007 };
    const route = `GET ${REQUESTS}/requests/:requestId`;
    // The others follow within a minute, in one entry.
    expect(await refusalsOf(prober.id, 1)).toEqual([{ ...common, action: route, request_id: requestId, times: 1 }]);
  });

  it('holds whoever calls with a token that was revoked', async () => {
    const body = { userId: 2101, reason: 'Left the team.' };
    await gateway.call({ method: 'POST', url: '/v3/revocations', as: CONFIGURATOR, body });
    expect(codesOf(await gateway.call({ url: `${REQUESTS}/requests`, as: { ...CHECKER, id: 2101 } }))).toEqual([403, 2001]);
    const common = { org_id: 0, actor_id: 2101, action: `GET ${REQUESTS}/requests`, code: 2001 };
    expect(await refusalsOf(2101, 1)).toEqual([{ ...common, request_id: null, times: 1 }]);
  });

  describe('of a sign-in', () => {
    const list = (authorization?: string) =>
      gateway.call({ url: `${REQUESTS}/requests`, ...(authorization !== undefined && { headers: { authorization } }) });
    const basic = (key: string, secret: string) => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
    const client = async (name: string) => {
      const made = await gateway.call({ method: 'POST', url: '/v3/apiClients', as: CONFIGURATOR, body: { name } });
      return made.json['data'] as unknown as { clientId: number; key: string; secret: string };
    };
    const refusedSoFar = async (reason: string): Promise<number> => {
      const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      return Number(new RegExp(`sign_ins_refused_total{reason="${reason}"} (\\d+)`).exec(page)?.[1] ?? 0);
    };
    const unknown = (answers: readonly Answer[]) => answers.every(({ status }) => status === 401);

    it('goes to the org of the client whose key was shown, once a minute, and nobody else’s key', async () => {
      const [known, gone] = [await client('known'), await client('gone')];
      await gateway.call({ method: 'DELETE', url: `/v3/apiClients/${gone.clientId}`, as: CONFIGURATOR });
      const generate = { method: 'POST', url: '/v3/oauth/token/generate', body: { key: known.key, secret: 'guess' } } as const;
      const answers = [await list(basic(known.key, 'guess')), await gateway.call(generate), await list(basic(gone.key, gone.secret))];
      for (const key of ['0.AAAAAAAAAAAAAAAA', '7.AAAAAAAAAAAAAAAA', 'no key']) answers.push(await list(basic(key, 'guess')));
      expect(unknown(answers)).toBe(true);
      const common = { org_id: 0, action: `GET ${REQUESTS}/requests`, code: 2013, request_id: null, times: 1 };
      expect(await refusalsOf(known.clientId, 1)).toEqual([{ ...common, actor_id: known.clientId }]);
      expect(await refusalsOf(gone.clientId, 1)).toEqual([{ ...common, actor_id: gone.clientId }]);
      expect(
        (await refusals()).filter(({ code, actor_id }) => code === 2013 && ![known.clientId, gone.clientId].includes(actor_id)),
      ).toEqual([]);
      expect(await Promise.all(['wrong-secret', 'disabled-client', 'unknown-client'].map(refusedSoFar))).toEqual([2, 1, 3]);
    });

    it('by a stranger is counted by its reason and told of once, and is in no journal', async () => {
      const before = (await refusals()).length;
      const answers = [await list(), await list('Bearer a.b.c'), await list('Bearer nonsense')];
      const headers = { 'cap-api-access-token': `0.${'x'.repeat(43)}` };
      answers.push(await gateway.call({ url: `${REQUESTS}/requests`, headers }));
      for (let tries = 0; tries < 50; tries += 1) answers.push(await list('Bearer a.b.c'));
      expect(unknown(answers)).toBe(true);
      const reasons = ['foreign-token', 'malformed-token', 'unknown-api-token', 'expired-token', 'keys-unavailable'];
      expect(await Promise.all(reasons.map(refusedSoFar))).toEqual([51, 1, 1, 0, 0]);
      expect(await refusedSoFar('nothing-presented')).toBeGreaterThan(0);
      expect(logged.filter((line) => line.includes('callers could not be told'))).toHaveLength(1);
      expect(logged.filter((line) => /a\.b\.c|guess|nonsense/.test(line))).toEqual([]);
      await gateway.call({ url: '/operations/journal', as: { ...STRANGER, id: 9003 } });
      await refusalsOf(9003, 1);
      expect(await refusals()).toHaveLength(before + 1);
    });
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

import { Database, PgOutageStore } from '@countersign/persistence';
import { randomUUID } from 'node:crypto';
import { codesOf, startTestGateway, type TestGateway } from '../../test-support/gateway';
import { decide, decisionOf, execute, submitted } from '../../test-support/requests';
import { CHECKER, MAKER, OPERATOR, OTHER_OPERATOR, STORE_OPERATOR, type TestPerson } from '../../test-support/tokens';
import { standingAnswerSchema, standingListSchema } from './request-types.openapi';

const TYPES = '/operations/request-types';
const WHY = { reason: 'The loyalty API loses answers.' };

describe('pausing a request type', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  type Options = { readonly as?: TestPerson; readonly key?: string };
  const say = (word: 'pause' | 'resume', type: string, body?: unknown, { as = OPERATOR, key }: Options = {}) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    return gateway.call({ method: 'POST', url: `${TYPES}/${type}/${word}`, as, headers, ...(body !== undefined && { body }) });
  };
  const standings = async () => standingListSchema.parse((await gateway.call({ url: TYPES, as: OPERATOR })).json).data;
  const standing = async (type: string) => (await standings()).find(({ requestType }) => requestType === type);

  it('stops nothing but executions: submissions and decisions go on, and what is approved waits until it is resumed', async () => {
    const paused = await say('pause', 'POINTS-REDEMPTION', WHY);
    expect(paused.status).toBe(200);
    const by = { id: OPERATOR.id, name: OPERATOR.name };
    expect(standingAnswerSchema.parse(paused.json).data).toMatchObject({ requestType: 'points-redemption', paused: { by, ...WHY } });
    const requestId = await submitted(gateway, 'PAUSED-1');
    expect((await decide(gateway, decisionOf(requestId, 'approved'))).status).toBe(202);
    expect(await standing('points-redemption')).toMatchObject({ waiting: 1, executing: 0, paused: { by } });
    expect(await gateway.executions.findDue(['POINTS_REDEMPTION'], 10)).toEqual([]);
    const resumed = await say('resume', 'POINTS-REDEMPTION', undefined, { as: OTHER_OPERATOR });
    expect(standingAnswerSchema.parse(resumed.json).data).toMatchObject({ paused: null, waiting: 1 });
    await execute(gateway, { next: 'approved' });
    expect(await standing('points-redemption')).toMatchObject({
      waiting: 0,
      oldestDueAt: null,
      endedInLastFiveMinutes: { approved: 1, failed: 0 },
      queue: expect.objectContaining({ endedLast5Minutes: 1, failedLast5Minutes: 0 }),
    });
  });

  it('comes with how the loyalty API of the org fails, and of no other, for as long as it does', async () => {
    const shown = async () => standingListSchema.parse((await gateway.call({ url: TYPES, as: OPERATOR })).json).loyaltyApi;
    expect(await shown()).toBeNull();
    const database = new Database({ url: gateway.databaseUrl, applicationName: 'gateway-spec', poolSize: 1, statementTimeoutMs: 5_000 });
    const outages = new PgOutageStore(database);
    try {
      await outages.report({ orgId: 4_711, code: 'timeout', heldBack: false });
      expect(await shown()).toBeNull();
      await outages.report({ orgId: 0, code: 'timeout', heldBack: false });
      const { since } = (await shown())!;
      await outages.report({ orgId: 0, code: 'http-401', httpStatus: 401, heldBack: true });
      const whatToDo = expect.stringContaining('credentials') as string;
      expect(await shown()).toMatchObject({ code: 'http-401', httpStatus: 401, heldBack: true, since, whatToDo });
      await outages.end(0);
      expect(await shown()).toBeNull();
    } finally {
      await database.close();
    }
  });

  it('takes any spelling of the type, and names every type when asked how they stand', async () => {
    await say('pause', 'goodwill_points', WHY);
    expect((await standing('goodwill-points'))?.paused?.reason).toBe(WHY.reason);
    expect((await standings()).map(({ requestType }) => requestType)).toContain('issue-badge');
    await say('resume', 'Goodwill-Points', { reason: 'It answers again.' });
    expect((await standing('goodwill-points'))?.paused).toBeNull();
  });

  it('is refused, and changes nothing, where there is nothing to pause or resume', async () => {
    await say('pause', 'EARN-BADGE', WHY);
    expect(codesOf(await say('pause', 'EARN-BADGE', { reason: 'Another.' }, { as: OTHER_OPERATOR }))).toEqual([409, 2110]);
    expect((await standing('earn-badge'))?.paused?.reason).toBe(WHY.reason);
    await say('resume', 'EARN-BADGE');
    for (const noBody of [undefined, {}]) expect(codesOf(await say('resume', 'EARN-BADGE', noBody))).toEqual([409, 2109]);
    expect(codesOf(await say('pause', 'NO-SUCH-TYPE', WHY))).toEqual([404, 2009]);
  });

  it('is for holders of CanOperateWorkflows in the whole org', async () => {
    for (const as of [MAKER, CHECKER, STORE_OPERATOR]) {
      for (const word of ['pause', 'resume'] as const) expect(codesOf(await say(word, 'ISSUE-BADGE', WHY, { as }))).toEqual([403, 2001]);
      expect(codesOf(await gateway.call({ url: TYPES, as }))).toEqual([403, 2001]);
    }
    expect((await standing('issue-badge'))?.paused).toBeNull();
  });

  it.each([
    ['no reason', {}, '/reason'],
    ['a blank reason', { reason: ' ' }, '/reason'],
    ['a reason without end', { reason: 'x'.repeat(1_001) }, '/reason'],
    ['an unknown field', { ...WHY, force: true }, '/force'],
  ])('is refused with %s, and names the field', async (_case, body, reference) => {
    const answer = await say('pause', 'ISSUE-BADGE', body);
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ code: 2008, reference }] }]);
  });

  it('is done once per key: repeating it after somebody has resumed does not pause again', async () => {
    const key = randomUUID();
    const first = await say('pause', 'ISSUE-BADGE', WHY, { key });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    await say('resume', 'ISSUE-BADGE', undefined, { as: OTHER_OPERATOR });
    const again = await say('pause', 'ISSUE-BADGE', WHY, { key });
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
    expect(again.json['data']).toEqual({ ...first.json['data'], paused: null });
    expect((await standing('issue-badge'))?.paused).toBeNull();
  });

  it('refuses a key that stands for something else, and lets another caller use it', async () => {
    const key = randomUUID();
    await say('pause', 'ISSUE-BADGE', WHY, { key });
    expect(codesOf(await say('pause', 'ISSUE-BADGE', { reason: 'Another.' }, { key }))).toEqual([422, 2101]);
    expect(codesOf(await say('resume', 'ISSUE-BADGE', WHY, { key }))).toEqual([422, 2101]);
    expect(codesOf(await say('pause', 'ISSUE-BADGE', WHY, { key: 'a key with spaces' }))).toEqual([400, 2008]);
    expect((await say('resume', 'ISSUE-BADGE', WHY, { key, as: OTHER_OPERATOR })).status).toBe(200);
  });

  it('leaves the key of a refused call free', async () => {
    const key = randomUUID();
    expect(codesOf(await say('resume', 'ISSUE-BADGE', undefined, { key }))).toEqual([409, 2109]);
    await say('pause', 'ISSUE-BADGE', WHY);
    expect((await say('resume', 'ISSUE-BADGE', undefined, { key })).status).toBe(200);
  });

  it('is done once by calls with one key that come together, and all get the same answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => say('pause', 'ISSUE-BADGE', WHY, { key })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(4);
    await say('resume', 'ISSUE-BADGE');
  });
});

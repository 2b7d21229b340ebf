import { randomUUID } from 'node:crypto';
import { codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, execute, redemption, submit, submitted } from '../../test-support/requests';
import {
  CHECKER,
  CONFIGURATOR,
  MAKER,
  OPERATOR,
  OTHER_CONFIGURATOR,
  OTHER_OPERATOR,
  STORE_OPERATOR,
  STRANGER,
  type TestPerson,
} from '../../test-support/tokens';
import { journalSchema } from './journal.openapi';
import { reviewedAnswerSchema } from './operations.openapi';

const WHY = { reason: 'The card was locked for a stocktaking that is over.' };
const REFUSED = {
  next: 'failed',
  outcome: { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 },
  attempt: { class: 'refused', code: '803', httpStatus: 200, durationMs: 7 },
} as const;
const LATER = { next: 'due', inDoubt: true, dueInMs: 3_600_000, attempt: { class: 'in-doubt', code: 'timeout', durationMs: 30 } } as const;
const EVERYTHING = ['CanMakeRequest', 'CanCheckRequest', 'CanOperateWorkflows'];
const ALL_ROUNDER: TestPerson = { id: 6001, name: 'all.one', orgs: { '0': EVERYTHING } };

describe('what an operator does about one request', () => {
  let gateway: TestGateway;
  let number = 0;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const next = () => {
    number += 1;
    return { reference: `RA-${number}`, mobile: `9199000003${String(number).padStart(2, '0')}` };
  };
  const approved = async (as?: TestPerson): Promise<string> => {
    const { reference, mobile } = next();
    const requestId = await submitted(gateway, reference, { mobile, ...(as && { as }) });
    await decide(gateway, decisionOf(requestId, 'approved'));
    return requestId;
  };
  const failed = async (as?: TestPerson): Promise<string> => {
    const requestId = await approved(as);
    await execute(gateway, REFUSED);
    return requestId;
  };
  type Options = { readonly as?: TestPerson; readonly key?: string; readonly body?: unknown };
  const act = (word: 'replay' | 'redispatch', requestId: string, { as = OPERATOR, key, body = WHY }: Options = {}) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    return gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/${word}`, as, headers, body });
  };
  const read = async (requestId: string) =>
    reviewedAnswerSchema.parse((await gateway.call({ url: `/operations/requests/${requestId}`, as: OPERATOR })).json).data.request;
  const journal = async (query = '') =>
    journalSchema.parse((await gateway.call({ url: `/operations/journal?${query}`, as: OPERATOR })).json);

  describe('a replay', () => {
    it('is a new request of the operator with the same payload, text for text, that waits for a checker and is linked both ways', async () => {
      const requestId = await failed();
      const answer = await act('replay', requestId);
      expect(answer.status).toBe(200);
      const { request } = reviewedAnswerSchema.parse(answer.json).data;
      expect(request).toMatchObject({ state: 'AdminTask', userId: OPERATOR.id, details: { replayOf: requestId, autoApproved: false } });
      const origin = await read(requestId);
      expect(origin).toMatchObject({ state: 'failed', details: { replays: [{ requestId: request.requestId, state: 'AdminTask' }] } });
      expect(request.details.entityInfo).toEqual(origin.details.entityInfo);
      const payloadOf = ({ text }: { readonly text: string }) => /"IntouchAPITask-Payload":.*?\}\}\}\}/.exec(text)?.[0];
      const before = await gateway.call({ url: `/operations/requests/${requestId}`, as: OPERATOR });
      expect(payloadOf(before)).toContain('"points_redeemed":"100","customer"');
      expect(payloadOf(answer)).toBe(payloadOf(before));
    });

    it('is not checked by the operator who asked, nor by the first maker; another checker makes it succeed', async () => {
      const requestId = await failed(ALL_ROUNDER);
      const asker: TestPerson = { id: 6002, name: 'all.two', orgs: { '0': EVERYTHING } };
      const replay = textAt(await act('replay', requestId, { as: asker }), 'data', 'request', 'requestId');
      for (const as of [asker, ALL_ROUNDER])
        expect(codesOf(await decide(gateway, decisionOf(replay, 'approved'), { as }))).toEqual([403, 9051]);
      expect((await read(replay)).state).toBe('AdminTask');
      expect((await decide(gateway, decisionOf(replay, 'approved'))).status).toBe(202);
      await execute(gateway, { next: 'approved' });
      expect((await read(requestId)).details.replays).toEqual([{ requestId: replay, state: 'approved' }]);
    });

    it('is refused unless the request has failed', async () => {
      const pending = await submitted(gateway, 'RA-PENDING', { mobile: '919900000399' });
      expect(codesOf(await act('replay', pending))).toEqual([409, 2109]);
      const requestId = await approved();
      expect(codesOf(await act('replay', requestId))).toEqual([409, 2109]);
      await execute(gateway, { next: 'approved' });
      expect(codesOf(await act('replay', requestId))).toEqual([409, 2109]);
    });

    it('is refused while another open request asks for the same, be it a replay or not, and names that one', async () => {
      const requestId = await failed();
      const replay = textAt(await act('replay', requestId), 'data', 'request', 'requestId');
      const second = await act('replay', requestId, { as: OTHER_OPERATOR });
      expect([second.status, second.json]).toMatchObject([409, { errors: [{ code: 9028, reference: replay }] }]);
      const { reference, mobile } = next();
      const original = await submitted(gateway, reference, { mobile });
      await decide(gateway, decisionOf(original, 'approved'));
      await execute(gateway, REFUSED);
      const newer = await submit(gateway, redemption(reference, { mobile }));
      const third = await act('replay', original);
      expect([third.status, third.json]).toMatchObject([409, { errors: [{ code: 9028, reference: textAt(newer, 'data', 'requestId') }] }]);
    });

    it('of what was replayed and failed again is made of the last one', async () => {
      const requestId = await failed();
      const replay = textAt(await act('replay', requestId), 'data', 'request', 'requestId');
      await decide(gateway, decisionOf(replay, 'approved'));
      await execute(gateway, REFUSED);
      const refused = await act('replay', requestId);
      expect([refused.status, refused.json]).toMatchObject([409, { errors: [{ code: 2109, reference: replay }] }]);
      expect((await act('replay', replay)).status).toBe(200);
    });

    it('is made once per key, and answered as the first time also after its end', async () => {
      const requestId = await failed();
      const key = randomUUID();
      const first = await act('replay', requestId, { key });
      const replay = textAt(first, 'data', 'request', 'requestId');
      await decide(gateway, decisionOf(replay, 'rejected'));
      const again = await act('replay', requestId, { key });
      expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([200, first.text, 'true']);
      expect((await read(requestId)).details.replays).toHaveLength(1);
      expect(codesOf(await act('replay', requestId, { key, body: { reason: 'Another.' } }))).toEqual([422, 2101]);
    });

    it('is judged by the policy that holds now', async () => {
      const requestId = await failed();
      const policy = { autoApproval: { mode: 'up-to', amount: 100 }, uncapped: true };
      await gateway.call({ method: 'PUT', url: '/policies/POINTS-REDEMPTION', as: CONFIGURATOR, body: policy });
      await gateway.call({ method: 'POST', url: '/policies/POINTS-REDEMPTION/1/approve', as: OTHER_CONFIGURATOR });
      const { request } = reviewedAnswerSchema.parse((await act('replay', requestId)).json).data;
      expect(request).toMatchObject({ state: 'IntouchAPITask', details: { autoApproved: true, replayOf: requestId } });
      await execute(gateway, { next: 'approved' });
      await gateway.call({ method: 'PUT', url: '/policies/POINTS-REDEMPTION', as: CONFIGURATOR, body: { autoApproval: { mode: 'off' } } });
      await gateway.call({ method: 'POST', url: '/policies/POINTS-REDEMPTION/2/approve', as: OTHER_CONFIGURATOR });
    });
  });

  describe('dispatching anew', () => {
    it('makes what waits due at once, and leaves its doubt', async () => {
      const requestId = await approved();
      await execute(gateway, LATER);
      const answer = await act('redispatch', requestId);
      const { request } = reviewedAnswerSchema.parse(answer.json).data;
      expect(request).toMatchObject({ state: 'IntouchAPITask', details: { executionState: 'in-doubt' } });
      expect(new Date(String(request.details.nextAttemptAt)).getTime()).toBeLessThan(Date.now() + 1_000);
      await execute(gateway, { next: 'approved' });
      expect((await read(requestId)).state).toBe('approved');
    });

    it('is refused for what does not wait, and while its type is paused', async () => {
      const requestId = await approved();
      await gateway.call({ method: 'POST', url: '/operations/request-types/POINTS-REDEMPTION/pause', as: OPERATOR, body: WHY });
      expect(codesOf(await act('redispatch', requestId))).toEqual([409, 2110]);
      await gateway.call({ method: 'POST', url: '/operations/request-types/POINTS-REDEMPTION/resume', as: OPERATOR });
      await execute(gateway, { next: 'needs_review', inDoubt: true, outcome: { kind: 'unknown', message: 'Lost.', attempts: 1 } });
      expect(codesOf(await act('redispatch', requestId))).toEqual([409, 2109]);
      expect(codesOf(await act('redispatch', await failed()))).toEqual([409, 2109]);
    });

    it('is done once per key', async () => {
      const requestId = await approved();
      await execute(gateway, LATER);
      const key = randomUUID();
      const first = await act('redispatch', requestId, { key });
      const again = await act('redispatch', requestId, { key });
      expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
      await execute(gateway, LATER);
      const later = reviewedAnswerSchema.parse((await act('redispatch', requestId, { key })).json).data;
      expect(later.attempts).toHaveLength(2);
      expect(new Date(String((await read(requestId)).details.nextAttemptAt)).getTime()).toBeGreaterThan(Date.now() + 1_000_000);
    });
  });

  it.each(['replay', 'redispatch'] as const)('is refused to others, and in words that name the field: %s', async (word) => {
    const requestId = await failed();
    for (const as of [MAKER, CHECKER]) expect(codesOf(await act(word, requestId, { as }))).toEqual([403, 2001]);
    expect(codesOf(await act(word, requestId, { as: STORE_OPERATOR }))[0]).toBe(word === 'replay' ? 200 : 409);
    for (const id of ['x', randomUUID()]) expect(codesOf(await act(word, id))).toEqual([404, 2007]);
    const stranger = { ...STRANGER, orgs: { '7': EVERYTHING } };
    expect(codesOf(await act(word, requestId, { as: stranger }))).toEqual([404, 2007]);
    for (const body of [{}, { reason: ' ' }, { reason: 7 }]) {
      const answer = await act(word, requestId, { body });
      expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ code: 2008, reference: '/reason' }] }]);
    }
  });

  it('about a hold is done once per key too: who repeats it is told how things stand, as at first while nothing has changed', async () => {
    const requestId = await approved();
    await execute(gateway, { next: 'needs_review', inDoubt: true, outcome: { kind: 'unknown', message: 'Lost.', attempts: 1 } });
    const url = `/operations/requests/${requestId}/resolution`;
    const keyed = (path: string, as: TestPerson, body?: object) =>
      gateway.call({ method: 'POST', url: path, as, headers: { 'idempotency-key': `of-${requestId}` }, ...(body && { body }) });
    const proposal = { action: 'retry', evidence: 'The ledger shows nothing.' };
    const proposed = await keyed(url, OPERATOR, proposal);
    expect((await keyed(url, OPERATOR, proposal)).text).toBe(proposed.text);
    const confirmed = await keyed(`${url}/1/confirm`, OTHER_OPERATOR);
    expect((await keyed(`${url}/1/confirm`, OTHER_OPERATOR)).text).toBe(confirmed.text);
    await execute(gateway, { next: 'approved' });
    const again = [await keyed(url, OPERATOR, proposal), await keyed(`${url}/1/confirm`, OTHER_OPERATOR)];
    for (const { status, json } of again)
      expect([status, json['data']]).toMatchObject([200, { request: { state: 'approved' }, reviews: [{ status: 'confirmed' }] }]);
    expect(again.map(({ headers }) => headers['idempotent-replayed'])).toEqual(['true', 'true']);
    expect(codesOf(await keyed(url, OPERATOR, { ...proposal, action: 'executed' }))).toEqual([422, 2101]);
  });

  it('stands in the journal, with who, when, what and why, page by page', async () => {
    const requestId = await failed();
    await act('replay', requestId);
    const [entry] = (await journal()).data;
    expect(entry).toMatchObject({ action: 'replay', requestType: 'points-redemption', requestId, ...WHY, by: { id: OPERATOR.id } });
    const all = (await journal('limit=100')).data;
    const pages: unknown[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { data, pagination } = await journal(`limit=3&cursor=${cursor}`);
      pages.push(...data);
      cursor = pagination.nextCursor;
    }
    expect(pages).toEqual(all);
    expect(new Set(all.map(({ action }) => action))).toEqual(new Set(['replay', 'redispatch', 'pause', 'resume', 'propose', 'confirm']));
    for (const query of ['limit=0', 'limit=101', 'cursor=eA', 'state=failed']) {
      const answer = await gateway.call({ url: `/operations/journal?${query}`, as: OPERATOR });
      expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ code: 2008, reference: query.split('=')[0] }] }]);
    }
    for (const as of [MAKER, STORE_OPERATOR]) expect(codesOf(await gateway.call({ url: '/operations/journal', as }))).toEqual([403, 2001]);
  });
});

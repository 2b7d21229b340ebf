import { type Answer, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, execute, REQUESTS, submitted } from '../../test-support/requests';
import {
  CHECKER,
  MAKER_AND_OPERATOR,
  OPERATOR,
  OTHER_OPERATOR,
  STORE_OPERATOR,
  type TestPerson,
  THIRD_OPERATOR,
} from '../../test-support/tokens';
import { heldListSchema, reviewedAnswerSchema } from './operations.openapi';

const RESOLUTION = { action: 'executed', evidence: 'The ledger shows the 100 points, once.' };
const HELD = {
  next: 'needs_review',
  inDoubt: true,
  outcome: { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 },
  attempt: { class: 'in-doubt', code: 'timeout', durationMs: 30_000 },
} as const;

describe('a request on hold', () => {
  let gateway: TestGateway;
  let number = 0;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const approved = async (as?: TestPerson): Promise<string> => {
    number += 1;
    const mobile = `9199000001${String(number).padStart(2, '0')}`;
    const requestId = await submitted(gateway, `OP-${number}`, { mobile, ...(as && { as }) });
    await decide(gateway, decisionOf(requestId, 'approved'));
    return requestId;
  };
  const onHold = async (as?: TestPerson): Promise<string> => {
    const requestId = await approved(as);
    await execute(gateway, HELD);
    return requestId;
  };
  const read = async (requestId: string, as = OPERATOR) =>
    reviewedAnswerSchema.parse((await gateway.call({ url: `/operations/requests/${requestId}`, as })).json).data;
  const propose = (requestId: string, body: unknown = RESOLUTION, as = OPERATOR) =>
    gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/resolution`, as, body });
  const say = (requestId: string, word: string, as = OTHER_OPERATOR, proposal: unknown = 1) =>
    gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/resolution/${String(proposal)}/${word}`, as });
  const refusal = ({ status, json }: Answer) => [status, (json['errors'] as unknown as { code: number }[]).map(({ code }) => code)];

  it('is shown to operators with the story of its attempts', async () => {
    const requestId = await onHold();
    const { request, heldSince, attempts, reviews } = await read(requestId);
    expect(request).toMatchObject({ requestId, state: 'IntouchAPITask', details: { executionState: 'needs-review' } });
    expect(heldSince).toEqual(expect.any(String));
    expect(attempts).toMatchObject([{ class: 'in-doubt', code: 'timeout', httpStatus: null, durationMs: 30_000, fenced: false }]);
    expect(reviews).toEqual([]);
  });

  it('is approved by two people who found out that it was executed', async () => {
    const requestId = await onHold();
    const proposed = await propose(requestId);
    expect(proposed.status).toBe(200);
    expect(reviewedAnswerSchema.parse(proposed.json).data.reviews).toMatchObject([
      { proposal: 1, ...RESOLUTION, status: 'proposed', proposedBy: { id: OPERATOR.id, name: OPERATOR.name } },
    ]);
    expect((await read(requestId)).request.state).toBe('IntouchAPITask');
    const confirmed = await say(requestId, 'confirm');
    expect([confirmed.status, textAt(confirmed, 'data', 'request', 'state')]).toEqual([200, 'approved']);
    const { request, heldSince, reviews } = await read(requestId);
    expect(request.endTime).toEqual(expect.any(String));
    expect(request.details.outcome).toMatchObject({ kind: 'executed', code: 'resolved-by-operator', attempts: 1 });
    expect(heldSince).toBeUndefined();
    expect(reviews).toMatchObject([{ status: 'confirmed', decidedBy: { id: OTHER_OPERATOR.id } }]);
  });

  it('fails by two people who found out that it was not, and is sent again when they say so', async () => {
    const failing = await onHold();
    await propose(failing, { ...RESOLUTION, action: 'not-executed' });
    await say(failing, 'confirm');
    expect((await read(failing)).request).toMatchObject({ state: 'failed', details: { outcome: { kind: 'refused' } } });
    const retried = await onHold();
    await propose(retried, { ...RESOLUTION, action: 'retry' });
    await say(retried, 'confirm');
    expect((await read(retried)).request).toMatchObject({ state: 'IntouchAPITask', details: { executionState: 'in-doubt' } });
    await execute(gateway, { next: 'approved' });
    const { request, attempts } = await read(retried);
    expect(request.state).toBe('approved');
    expect(attempts.map((attempt) => attempt.class)).toEqual(['in-doubt', 'executed']);
  });

  it('is not resolved by one person, nor by its maker', async () => {
    const requestId = await onHold(MAKER_AND_OPERATOR);
    expect(refusal(await propose(requestId, RESOLUTION, MAKER_AND_OPERATOR))).toEqual([403, [9051]]);
    await propose(requestId);
    for (const word of ['confirm', 'decline'])
      for (const as of [OPERATOR, MAKER_AND_OPERATOR]) expect(refusal(await say(requestId, word, as))).toEqual([403, [9051]]);
    expect((await read(requestId)).request.state).toBe('IntouchAPITask');
  });

  it('stays on hold when a proposal is declined, or withdrawn by its proposer alone', async () => {
    const requestId = await onHold();
    await propose(requestId);
    expect(refusal(await propose(requestId, RESOLUTION, THIRD_OPERATOR))).toEqual([409, [2002]]);
    expect(refusal(await say(requestId, 'withdraw', THIRD_OPERATOR))).toEqual([403, [2001]]);
    expect((await say(requestId, 'withdraw', OPERATOR)).status).toBe(200);
    expect((await propose(requestId)).status).toBe(200);
    expect((await say(requestId, 'decline', THIRD_OPERATOR, 2)).status).toBe(200);
    const { request, reviews } = await read(requestId);
    expect(request.details.executionState).toBe('needs-review');
    expect(reviews.map(({ status }) => status)).toEqual(['withdrawn', 'declined']);
  });

  it('is resolved once: a second word comes too late', async () => {
    const requestId = await onHold();
    await propose(requestId);
    await say(requestId, 'confirm');
    for (const word of ['confirm', 'decline']) expect(refusal(await say(requestId, word, THIRD_OPERATOR))).toEqual([409, [2002]]);
    expect(refusal(await propose(requestId))).toEqual([409, [2002]]);
  });

  it('has one second person of three who confirm at once', async () => {
    const requestId = await onHold();
    await propose(requestId);
    const answers = await Promise.all([1, 2, 3].map(() => say(requestId, 'confirm')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  it('takes no resolution while it still executes', async () => {
    const requestId = await approved();
    expect(refusal(await propose(requestId))).toEqual([409, [2002]]);
    await execute(gateway, { next: 'approved' });
  });

  it('is for holders of CanOperateWorkflows, and for those of a store only if it is theirs', async () => {
    const requestId = await onHold();
    const reads = ['/operations/needs-review', `/operations/requests/${requestId}`];
    for (const url of reads) expect(refusal(await gateway.call({ url, as: CHECKER }))).toEqual([403, [2001]]);
    expect(refusal(await propose(requestId, RESOLUTION, CHECKER))).toEqual([403, [2001]]);
    expect((await propose(requestId, RESOLUTION, STORE_OPERATOR)).status).toBe(200);
    expect(refusal(await say(requestId, 'confirm', CHECKER))).toEqual([403, [2001]]);
    expect(refusal(await gateway.call({ url: '/operations/needs-review', as: STORE_OPERATOR }))).toEqual([403, [2001]]);
  });

  it.each([
    ['an action that does not exist', { ...RESOLUTION, action: 'approve' }, '/action'],
    ['blank evidence', { ...RESOLUTION, evidence: ' ' }, '/evidence'],
    ['no evidence', { action: 'retry' }, '/evidence'],
    ['evidence without end', { ...RESOLUTION, evidence: 'x'.repeat(4_001) }, '/evidence'],
    ['evidence with NUL', { ...RESOLUTION, evidence: 'a\0b' }, '/evidence'],
    ['an unknown field', { ...RESOLUTION, force: true }, '/force'],
  ])('is not resolved with %s', async (_case, body, reference) => {
    const answer = await propose(crypto.randomUUID(), body);
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ code: 2008, reference }] }]);
  });

  it('is not known under another id, another number or in another org', async () => {
    const requestId = await onHold();
    const stranger: TestPerson = { id: 9002, name: 'stranger', orgs: { '7': ['CanOperateWorkflows'] } };
    for (const id of ['x', crypto.randomUUID()]) expect(refusal(await propose(id))).toEqual([404, [2007]]);
    for (const proposal of ['x', '0', '1']) expect(refusal(await say(requestId, 'confirm', OPERATOR, proposal))).toEqual([404, [2007]]);
    expect(refusal(await propose(requestId, RESOLUTION, stranger))).toEqual([404, [2007]]);
    expect(refusal(await gateway.call({ url: `/operations/requests/${requestId}`, as: stranger }))).toEqual([404, [2007]]);
  });

  it('stands in a list of its kind, the oldest first, page by page', async () => {
    const list = async (query: string) =>
      heldListSchema.parse((await gateway.call({ url: `/operations/needs-review?${query}`, as: OPERATOR })).json);
    const all = await list('');
    expect(all.pagination).toEqual({ numberOfElements: all.data.length });
    expect(all.data.every(({ request }) => request.details.executionState === 'needs-review')).toBe(true);
    const begun = all.data.map(({ request }) => request.startTime);
    expect(begun).toEqual(begun.toSorted());
    const pages: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await list(`limit=2&cursor=${cursor}`);
      pages.push(...page.data.map(({ request }) => request.requestId));
      cursor = page.pagination.nextCursor;
    }
    expect(pages).toEqual(all.data.map(({ request }) => request.requestId));
    for (const [query, reference] of Object.entries({
      'limit=0': 'limit',
      'limit=x': 'limit',
      'limit=101': 'limit',
      'cursor=x': 'cursor',
      'page=1': 'page',
    })) {
      const answer = await gateway.call({ url: `/operations/needs-review?${query}`, as: OPERATOR });
      expect([query, answer.status, answer.json]).toMatchObject([query, 400, { errors: [{ code: 2008, reference }] }]);
    }
  });

  it('is still unknown to its maker, whatever operators propose', async () => {
    const requestId = await onHold(MAKER_AND_OPERATOR);
    await propose(requestId);
    const answer = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: MAKER_AND_OPERATOR });
    expect(answer.text).toMatch(/not known yet/);
    expect(answer.text).not.toContain(RESOLUTION.evidence);
  });
});

import { AwaitOutcome } from '@countersign/engine';
import { startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, execute, redemption, REQUESTS, submit, submitted } from '../../test-support/requests';
import { CHECKER, MAKER, MAKER_AND_CHECKER, OTHER_CHECKER, OTHER_MAKER, STRANGER } from '../../test-support/tokens';
import { requestAnswerSchema } from '../views/requests/request.schema';

const ANSWER_TEXT = '{"status":200.0,"headers":{"success":["1"]},"body":{"response":{"balance":1.704904101782875E9}}}';

describe('decisions', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const read = (requestId: string, as = CHECKER) => gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as });

  it('to approve wait for the outcome and answer it as documented', async () => {
    const requestId = await submitted(gateway, 'D-1');
    const [answer] = await Promise.all([
      decide(gateway, decisionOf(requestId, 'approved'), { headers: { prefer: 'wait=10' } }),
      execute(gateway, { next: 'approved', loyaltyAnswerText: ANSWER_TEXT }),
    ]);
    expect(answer.status).toBe(200);
    expect(answer.headers['preference-applied']).toBe('wait=10');
    expect(requestAnswerSchema.parse(answer.json).data).toMatchObject({
      userId: MAKER.id,
      state: 'approved',
      endTime: expect.any(String) as string,
      details: {
        'AdminTask-Payload': { actionDecision: 'approved', actionMessage: 'approved after a look' },
        AdminTask_Output: 'approved',
        ValidateCheckerAccess_Output: true,
        decisions: [{ checkerId: CHECKER.id, decision: 'approved' }],
        outcome: { kind: 'executed', attempts: 1 },
      },
    });
    expect(answer.text).toContain(`"IntouchAPITask_Output":${ANSWER_TEXT}`);
  });

  it('to approve answer 200 also when the execution failed', async () => {
    const requestId = await submitted(gateway, 'D-2');
    const outcome = { kind: 'refused', code: '744', message: 'Reference number already exists', attempts: 1 } as const;
    const [answer] = await Promise.all([
      decide(gateway, decisionOf(requestId, 'approved'), { headers: { prefer: 'wait=10' } }),
      execute(gateway, { next: 'failed', outcome }),
    ]);
    expect(answer.status).toBe(200);
    expect(answer.json['data']).toMatchObject({ state: 'failed', details: { AdminTask_Output: 'approved', outcome } });
  });

  it('to approve answer 202 when the caller does not want to wait', async () => {
    const requestId = await submitted(gateway, 'D-3');
    const answer = await decide(gateway, decisionOf(requestId, 'approved'));
    expect(answer.status).toBe(202);
    expect(answer.headers['preference-applied']).toBe('respond-async');
    expect(answer.json['data']).toMatchObject({ state: 'IntouchAPITask', endTime: null, details: { executionState: 'waiting' } });
    await execute(gateway, { next: 'approved' });
  });

  it('to reject answer 200 at once', async () => {
    const requestId = await submitted(gateway, 'D-4');
    const answer = await decide(gateway, decisionOf(requestId, 'rejected'), { headers: { prefer: 'wait=30' } });
    expect(answer.status).toBe(200);
    expect(requestAnswerSchema.parse(answer.json).data).toMatchObject({ state: 'rejected', details: { AdminTask_Output: 'rejected' } });
    expect(answer.headers['preference-applied']).toBeUndefined();
  });

  it('never tell a maker a failure that is not sure', async () => {
    const requestId = await submitted(gateway, 'D-5');
    await decide(gateway, decisionOf(requestId, 'approved'));
    const outcome = { kind: 'unknown', code: 'timeout', message: 'No answer after sending.', attempts: 20 } as const;
    await execute(gateway, { next: 'needs_review', inDoubt: true, outcome } as never);
    const [maker, checker] = [await read(requestId, MAKER), await read(requestId)];
    expect(maker.json['data']).toMatchObject({ state: 'IntouchAPITask', details: { executionState: 'needs-review' } });
    expect(textAt(maker, 'data', 'details', 'outcome', 'message')).toMatch(/not known yet/);
    expect(checker.json['data']).toMatchObject({ details: { outcome } });
  });

  it('are refused to the maker, also with the grant', async () => {
    const requestId = await submitted(gateway, 'D-6', { as: MAKER_AND_CHECKER });
    const answer = await decide(gateway, decisionOf(requestId, 'approved'), { as: MAKER_AND_CHECKER });
    expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 9051 }]]);
    expect((await read(requestId)).json['data']).toMatchObject({ state: 'AdminTask' });
  });

  it('are refused to somebody who may only make requests', async () => {
    const requestId = await submitted(gateway, 'D-7');
    const answer = await decide(gateway, decisionOf(requestId, 'approved'), { as: OTHER_MAKER });
    expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });

  it('are refused a second time, whoever comes second', async () => {
    const requestId = await submitted(gateway, 'D-8');
    await decide(gateway, decisionOf(requestId, 'rejected'));
    for (const as of [CHECKER, OTHER_CHECKER]) {
      const answer = await decide(gateway, decisionOf(requestId, 'approved'), { as });
      expect([answer.status, answer.json['errors']]).toMatchObject([409, [{ code: 2002 }]]);
    }
  });

  it('by two checkers at once end with one winner', async () => {
    const requestId = await submitted(gateway, 'D-9');
    const answers = await Promise.all(
      [CHECKER, OTHER_CHECKER, CHECKER, OTHER_CHECKER].map((as) => decide(gateway, decisionOf(requestId, 'rejected'), { as })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });

  it('do not exist for another org’s request, nor under another type', async () => {
    const requestId = await submitted(gateway, 'D-10');
    const foreign = await decide(gateway, decisionOf(requestId, 'approved'), { as: STRANGER });
    const unknown = await decide(gateway, decisionOf('0199d3a4-5b6c-7d8e-9f01-23456789abcd', 'approved'), { as: STRANGER });
    const otherType = await decide(gateway, decisionOf(requestId, 'approved'), { type: 'GOODWILL-POINTS' });
    expect([foreign.status, foreign.json['errors']]).toMatchObject([404, [{ code: 2007 }]]);
    expect(foreign.text).toBe(unknown.text);
    expect(otherType.text).toBe(unknown.text);
  });

  it('on something else than was seen change nothing', async () => {
    const answer = await submit(gateway, redemption('D-11'));
    const { requestId, details } = requestAnswerSchema.parse(answer.json).data;
    const differs = await decide(gateway, decisionOf(requestId, 'rejected', { payloadDigest: 'f'.repeat(64) }));
    expect([differs.status, differs.json['errors']]).toMatchObject([409, [{ code: 2103 }]]);
    const same = await decide(gateway, decisionOf(requestId, 'rejected', { payloadDigest: details.payloadDigest }));
    expect(same.status).toBe(200);
  });

  it('repeated by key answer with the request as it now stands', async () => {
    const requestId = await submitted(gateway, 'D-12');
    const headers = { 'idempotency-key': 'decide-1' };
    const first = await decide(gateway, decisionOf(requestId, 'approved'), { headers });
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([202, undefined]);
    await execute(gateway, { next: 'approved' });
    const again = await decide(gateway, decisionOf(requestId, 'approved'), { headers });
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
    expect(again.json['data']).toMatchObject({ state: 'approved' });
    const other = await decide(gateway, decisionOf(requestId, 'rejected'), { headers });
    expect([other.status, other.json['errors']]).toMatchObject([422, [{ code: 2101 }]]);
  });

  it.each([
    ['another action', { actionName: 'IntouchAPITask' }, 2007, '/actionName'],
    [
      'another word than approved or rejected',
      { payload: { 'AdminTask-Payload': { actionDecision: 'Approved', actionMessage: 'x' } } },
      2008,
      '/payload/AdminTask-Payload/actionDecision',
    ],
    [
      'a blank comment',
      { payload: { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: ' ' } } },
      2008,
      '/payload/AdminTask-Payload/actionMessage',
    ],
    ['an unknown field', { force: true }, 2008, '/force'],
  ])('with %s are refused', async (_case, change, code, reference) => {
    const requestId = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';
    const answer = await decide(gateway, { ...decisionOf(requestId, 'approved'), ...change });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ code, reference }] });
  });

  it('under way when the process stops are answered 202, without waiting for their outcome', async () => {
    const requestId = await submitted(gateway, 'D-13');
    const startedAt = Date.now();
    const pending = decide(gateway, decisionOf(requestId, 'approved'), { headers: { prefer: 'wait=30' } });
    const awaitOutcome = gateway.app.get(AwaitOutcome);
    while (textAt(await read(requestId), 'data', 'state') !== 'IntouchAPITask' && Date.now() < startedAt + 5_000);
    awaitOutcome.stop();
    const answer = await pending;
    expect(answer.status).toBe(202);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

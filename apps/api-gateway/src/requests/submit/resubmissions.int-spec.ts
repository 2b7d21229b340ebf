import { codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, ENTITY, execute, redemption, REQUESTS, submitted } from '../../../test-support/requests';
import { CHECKER, MAKER, MAKER_AND_CHECKER, OTHER_MAKER, STRANGER } from '../../../test-support/tokens';
import { requestAnswerSchema } from '../../views/requests/request.schema';

describe('requests that are sent back', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const sentBack = async (reference: string, as = MAKER): Promise<string> => {
    const requestId = await submitted(gateway, reference, { as });
    expect((await decide(gateway, decisionOf(requestId, 'sent-back'))).status).toBe(200);
    return requestId;
  };
  const resubmit = (requestId: string, body: unknown, { as = MAKER, headers = {} } = {}) =>
    gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/resubmit`, as, body, headers });
  const read = async (requestId: string) =>
    requestAnswerSchema.parse((await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: CHECKER })).json).data;

  it('are rejected, with an outcome and a decision that say more', async () => {
    const requestId = await submitted(gateway, 'S-1');
    const answer = await decide(gateway, decisionOf(requestId, 'sent-back'));
    const { data } = requestAnswerSchema.parse(answer.json);
    expect(data).toMatchObject({
      state: 'rejected',
      endTime: expect.any(String) as string,
      details: {
        AdminTask_Output: 'rejected',
        'AdminTask-Payload': { actionDecision: 'rejected', actionMessage: 'sent-back after a look' },
        outcome: { kind: 'sent-back' },
        decisions: [{ checkerId: CHECKER.id, decision: 'sent-back', comment: 'sent-back after a look' }],
      },
    });
    expect(await read(requestId)).toEqual(data);
  });

  it('need a comment, and another person than the maker', async () => {
    const requestId = await submitted(gateway, 'S-2', { as: MAKER_AND_CHECKER });
    const blank = { payload: { 'AdminTask-Payload': { actionDecision: 'sent-back', actionMessage: ' \n' } } };
    expect(codesOf(await decide(gateway, { ...decisionOf(requestId, 'sent-back'), ...blank }))).toEqual([400, 2008]);
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'sent-back'), { as: MAKER_AND_CHECKER }))).toEqual([403, 9051]);
  });

  it('are submitted again by their maker, linked both ways, and approved', async () => {
    const earlierId = await sentBack('S-3');
    const answer = await resubmit(earlierId, redemption('S-3', { points: '90' }));
    expect(answer.status).toBe(200);
    const { requestId, details } = requestAnswerSchema.parse(answer.json).data;
    expect(details).toMatchObject({ resubmissionOf: earlierId, entityInfo: ENTITY, decisions: [] });
    expect((await read(earlierId)).details.resubmittedAs).toBe(requestId);
    expect((await decide(gateway, decisionOf(requestId, 'approved', { payloadDigest: details.payloadDigest }))).status).toBe(202);
    await execute(gateway, { next: 'approved' });
    expect(await read(requestId)).toMatchObject({ state: 'approved', details: { resubmissionOf: earlierId } });
  });

  it('keep where they belong when nothing else is said', async () => {
    const earlierId = await sentBack('S-4');
    const { entityInfo: _left, ...body } = JSON.parse(redemption('S-4')) as Record<string, unknown>;
    const answer = await resubmit(earlierId, body);
    expect(requestAnswerSchema.parse(answer.json).data.details.entityInfo).toEqual(ENTITY);
  });

  it('are submitted again once', async () => {
    const earlierId = await sentBack('S-5');
    const first = await resubmit(earlierId, redemption('S-5a'), { headers: { 'idempotency-key': 'again-5' } });
    const requestId = textAt(first, 'data', 'requestId');
    const second = await resubmit(earlierId, redemption('S-5b'));
    expect(codesOf(second)).toEqual([409, 2109]);
    expect(second.json['errors']).toMatchObject([{ reference: requestId }]);
    const repeated = await resubmit(earlierId, redemption('S-5a'), { headers: { 'idempotency-key': 'again-5' } });
    expect([repeated.status, repeated.headers['idempotent-replayed'], repeated.text]).toEqual([200, 'true', first.text]);
    const reused = await resubmit(earlierId, redemption('S-5c'), { headers: { 'idempotency-key': 'again-5' } });
    expect(codesOf(reused)).toEqual([422, 2101]);
  });

  it('are not submitted again by anybody else, nor with what could not be submitted', async () => {
    const earlierId = await sentBack('S-6');
    expect(codesOf(await resubmit(earlierId, redemption('S-6'), { as: OTHER_MAKER }))).toEqual([403, 2001]);
    expect(codesOf(await resubmit(earlierId, redemption('S-6'), { as: STRANGER }))).toEqual([404, 2007]);
    expect(codesOf(await resubmit(earlierId, redemption('S-6', { points: '-1' })))[0]).toBe(400);
    expect(codesOf(await resubmit(earlierId, undefined))).toEqual([400, 2008]);
    expect((await read(earlierId)).details.resubmittedAs).toBeUndefined();
  });

  it('have ended: what is open, approved or failed is not submitted again', async () => {
    const open = await submitted(gateway, 'S-7');
    expect(codesOf(await resubmit(open, redemption('S-7')))).toEqual([409, 2109]);
    await decide(gateway, decisionOf(open, 'approved'));
    await execute(gateway, { next: 'failed', outcome: { kind: 'refused', code: '803', message: 'Not enough points', attempts: 1 } });
    expect(codesOf(await resubmit(open, redemption('S-7')))).toEqual([409, 2109]);
  });
});

import { startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, ENTITY, goodwill, redemption, REQUESTS, submit, submitted } from '../../test-support/requests';
import { CHECKER, MAKER, OTHER_MAKER, STRANGER } from '../../test-support/tokens';
import { requestAnswerSchema } from '../views/requests/request.schema';

const CALL = '/payload/IntouchAPITask-Payload';

describe('requests', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('answers a submission as documented, the maker’s text byte for byte, and the trace id', async () => {
    const answer = await submit(gateway, redemption('R-1'), {
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-cap-request-id': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(answer.headers['x-cap-request-id']).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(requestAnswerSchema.parse(answer.json).data).toMatchObject({
      userId: MAKER.id,
      userName: MAKER.name,
      requestType: 'points-redemption',
      state: 'AdminTask',
      endTime: null,
      details: { ValidateMakerAccess_Output: true, ValidatePayload_Output: true, entityInfo: ENTITY, autoApproved: false },
    });
    expect(answer.text).toContain(
      '"IntouchAPITask-Payload":{"path":"/v1.1/points/redeem","method":"POST","queryParams":{"skip_validation":"true", "format":"json"},' +
        '"body":{"root":{"redeem":{ "points_redeemed":"100","customer":{"mobile":"919900000101"},"external_reference_number":"R-1"}}}}',
    );
  });

  it('keeps the spelling of numbers from submission to reading', async () => {
    const answer = await submit(gateway, goodwill('GW-20', '20.0'), { type: 'goodwill_points' });
    expect(answer.text).toContain('"points":20.0,');
    expect(answer.text).toContain('"Grant 20.0 goodwill points to customer');
    const requestId = textAt(answer, 'data', 'requestId');
    const read = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: MAKER });
    expect(read.text).toContain('"points":20.0,');
  });

  it('takes a client’s host, headers and path parameters and keeps none of them', async () => {
    const body = redemption('R-2').replace(
      '"queryParams"',
      '"hostname":"https://elsewhere.example.com","pathParams":{},"headers":{"Authorization":"Basic c2VjcmV0"},"path":"/v1.1/points/redeem","method":"POST","queryParams"',
    );
    const answer = await submit(gateway, body);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/elsewhere|c2VjcmV0|pathParams/);
  });

  it.each([
    ['in the body', redemption('R-3').replace('"entityInfo"', '"priority":1,"entityInfo"'), '/priority'],
    ['in entityInfo', redemption('R-3').replace('{"tillId"', '{"region":"1","tillId"'), '/entityInfo/region'],
    ['in the call', redemption('R-3').replace('"queryParams"', '"timeout":1,"queryParams"'), `${CALL}/timeout`],
    ['in the type’s payload', redemption('R-3').replace('"customer"', '"colour":"red","customer"'), `${CALL}/body/root/redeem/colour`],
    ['that is not a string of digits', redemption('R-3').replace('"50682289"', '50682289'), '/entityInfo/tillId'],
    ['that is missing', redemption('R-3').replace('"body"', '"headers"'), `${CALL}/body`],
    ['that stands twice', redemption('R-3').replace('"entityInfo"', '"entityInfo":{},"entityInfo"'), '/entityInfo'],
    [
      'that reaches for prototypes',
      redemption('R-3').replace('"customer"', '"__proto__":{},"customer"'),
      `${CALL}/body/root/redeem/__proto__`,
    ],
    ['that is another path than the type’s', redemption('R-3').replace('"queryParams"', '"path":"/other","queryParams"'), `${CALL}/path`],
  ])('names the field %s', async (_case, body, reference) => {
    const answer = await submit(gateway, body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ data: null, errors: [{ code: 2008, reference }], warnings: null });
  });

  it('refuses a type that nobody registered, whatever word stands in its place', async () => {
    for (const type of ['RETRO-TRANSACTION', 'requests']) {
      const answer = await submit(gateway, redemption('R-4'), { type });
      expect([answer.status, answer.json['errors']]).toMatchObject([404, [{ code: 2009 }]]);
    }
  });

  it('refuses a submission by somebody who may only check', async () => {
    const answer = await submit(gateway, redemption('R-5'), { as: CHECKER });
    expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });

  it('holds a maker whose grant is limited to ids to those ids', async () => {
    const limited = { id: 1003, name: 'maker.three', orgs: { '0': [{ grant: 'CanMakeRequest', ids: Object.values(ENTITY) }] } };
    expect((await submit(gateway, redemption('R-6'), { as: limited })).status).toBe(200);
    const elsewhere = await submit(gateway, goodwill('GW-6', '5'), { as: limited, type: 'GOODWILL-POINTS' });
    expect([elsewhere.status, elsewhere.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });

  it('refuses a second open request for the same and names the first', async () => {
    const first = await submitted(gateway, 'R-7');
    const second = await submit(gateway, redemption('R-7'), { as: OTHER_MAKER });
    expect([second.status, second.json['errors']]).toMatchObject([409, [{ code: 9028, reference: first }]]);
  });

  it('tells another org’s request in the very words of one that never was', async () => {
    const requestId = await submitted(gateway, 'R-8');
    const foreign = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: STRANGER });
    const unknown = await gateway.call({ url: `${REQUESTS}/requests/0199d3a4-5b6c-7d8e-9f01-23456789abcd`, as: STRANGER });
    const malformed = await gateway.call({ url: `${REQUESTS}/requests/12`, as: STRANGER });
    expect([foreign.status, foreign.json['errors']]).toMatchObject([404, [{ code: 2007 }]]);
    expect(foreign.text).toBe(unknown.text);
    expect(malformed.text).toBe(unknown.text);
  });

  describe('repeated by key', () => {
    it('get the first answer again, even after the decision, and create nothing', async () => {
      const headers = { 'idempotency-key': 'submit-1' };
      const first = await submit(gateway, redemption('R-10'), { headers });
      const requestId = textAt(first, 'data', 'requestId');
      expect((await decide(gateway, decisionOf(requestId, 'rejected'))).status).toBe(200);
      const again = await submit(gateway, redemption('R-10'), { headers });
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      expect(again.text).toBe(first.text);
    });

    it('are refused with another body', async () => {
      const headers = { 'idempotency-key': 'submit-2' };
      await submit(gateway, redemption('R-11'), { headers });
      const other = await submit(gateway, redemption('R-12'), { headers });
      expect([other.status, other.json['errors']]).toMatchObject([422, [{ code: 2101 }]]);
    });

    it('do not touch another maker’s key', async () => {
      const headers = { 'idempotency-key': 'submit-3' };
      await submit(gateway, redemption('R-13'), { headers });
      const other = await submit(gateway, redemption('R-14'), { headers, as: OTHER_MAKER });
      expect(other.status).toBe(200);
      expect(other.headers['idempotent-replayed']).toBeUndefined();
    });

    it('are refused when the key cannot be one', async () => {
      const answer = await submit(gateway, redemption('R-15'), { headers: { 'idempotency-key': 'k'.repeat(256) } });
      expect([answer.status, answer.json['errors']]).toMatchObject([400, [{ code: 2008, reference: 'Idempotency-Key' }]]);
    });
  });

  describe('withdrawn', () => {
    const withdraw = (requestId: string, as = MAKER, body?: unknown) =>
      gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as, body });

    it('end, and can no longer be decided', async () => {
      const requestId = await submitted(gateway, 'R-20');
      const answer = await withdraw(requestId);
      expect(requestAnswerSchema.parse(answer.json).data).toMatchObject({ state: 'withdrawn', endTime: expect.any(String) as string });
      const late = await decide(gateway, decisionOf(requestId, 'approved'));
      expect([late.status, late.json['errors']]).toMatchObject([409, [{ code: 2002 }]]);
    });

    it('are refused to anybody but their maker', async () => {
      const requestId = await submitted(gateway, 'R-21');
      const answer = await withdraw(requestId, OTHER_MAKER);
      expect([answer.status, answer.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
    });

    it('take an empty object for a body, and no field that is not known', async () => {
      const requestId = await submitted(gateway, 'R-22');
      expect((await withdraw(requestId, MAKER, { because: 'x' })).status).toBe(400);
      expect((await withdraw(requestId, MAKER, { reason: ' ' })).status).toBe(400);
      expect((await withdraw(requestId, MAKER, {})).status).toBe(200);
    });

    it('tell everybody the reason, when the maker gives one', async () => {
      const requestId = await submitted(gateway, 'R-23');
      await withdraw(requestId, MAKER, { reason: 'The customer called again.' });
      const read = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: CHECKER });
      expect(requestAnswerSchema.parse(read.json).data.details.outcome).toEqual({
        kind: 'withdrawn',
        message: 'The customer called again.',
        attempts: 0,
      });
    });
  });
});

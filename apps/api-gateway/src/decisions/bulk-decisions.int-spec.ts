import { Database } from '@countersign/persistence';
import { codesOf, startTestGateway, type TestGateway } from '../../test-support/gateway';
import { decide, decisionOf, execute, redemption, REQUESTS, submit } from '../../test-support/requests';
import {
  CHECKER,
  CONFIGURATOR,
  MAKER,
  MAKER_AND_CHECKER,
  OTHER_CHECKER,
  signedIn,
  STRANGER,
  type TestPerson,
} from '../../test-support/tokens';
import { requestAnswerSchema } from '../views/requests/request.schema';
import { bulkAnswerSchema } from './bulk-decisions.openapi';

interface Seen {
  readonly requestId: string;
  readonly payloadDigest: string;
}

describe('decisions on many requests at once', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const seen = async (reference: string, as: TestPerson = MAKER): Promise<Seen> => {
    const { requestId, details } = requestAnswerSchema.parse((await submit(gateway, redemption(reference), { as })).json).data;
    return { requestId, payloadDigest: details.payloadDigest };
  };
  const call = (decisions: readonly unknown[], headers: Record<string, string> = {}, as = CHECKER) =>
    gateway.call({ method: 'POST', url: `${REQUESTS}/decisions`, as, body: { decisions }, headers });
  const said = (one: Seen, decision = 'rejected') => ({ ...one, decision, comment: `${decision} together` });

  it('cost a handful of statements, some losers included', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, (_, index) => seen(`B-1-${index}`)));
    const late = all.slice(0, 3);
    for (const { requestId } of late) await decide(gateway, decisionOf(requestId, 'rejected'), { as: OTHER_CHECKER });
    const decisions = all.map((one, index) => said(index === 99 ? { ...one, payloadDigest: 'f'.repeat(64) } : one));
    const within = jest.spyOn(Database.prototype, 'within');
    const answer = await call(decisions);
    const statements = within.mock.calls.length;
    within.mockRestore();
    expect(answer.status).toBe(207);
    const { results, decided, refused } = bulkAnswerSchema.parse(answer.json).data;
    expect([decided, refused]).toEqual([96, 4]);
    expect(results.map(({ requestId }) => requestId)).toEqual(all.map(({ requestId }) => requestId));
    const losers = results.flatMap(({ status, errors }, index) => (errors ? [[index, status, errors[0]?.code]] : []));
    expect(losers).toEqual([
      [0, 409, 2002],
      [1, 409, 2002],
      [2, 409, 2002],
      [99, 409, 2103],
    ]);
    // Two batches each to read, to write and to explain; one more where locks were met, and what is known of revocations.
    expect(statements).toBeGreaterThanOrEqual(3);
    expect(statements).toBeLessThanOrEqual(10);
  });

  it('are each judged like a single one', async () => {
    const [own, other, sent] = [await seen('B-2', MAKER_AND_CHECKER), await seen('B-3'), await seen('B-4')];
    const unknown = { requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd', payloadDigest: 'f'.repeat(64) };
    const decisions = [said(own), { ...said(other), type: 'GOODWILL-POINTS' }, said(unknown), said({ ...unknown, requestId: '12' })];
    const answer = await call([...decisions, said(sent, 'sent-back')], {}, MAKER_AND_CHECKER);
    const { results } = bulkAnswerSchema.parse(answer.json).data;
    expect(results.map(({ status, errors }) => [status, errors?.[0]?.code])).toEqual([
      [403, 9051],
      [404, 2007],
      [404, 2007],
      [404, 2007],
      [200, undefined],
    ]);
    expect(results[4]?.data?.details.outcome?.kind).toBe('sent-back');
  });

  it('to approve do not wait for outcomes unless they are asked to', async () => {
    const [one, other] = [await seen('B-5'), await seen('B-6')];
    const atOnce = bulkAnswerSchema.parse((await call([said(one, 'approved')])).json).data;
    expect(atOnce.results).toMatchObject([{ status: 202, data: { state: 'IntouchAPITask' } }]);
    await execute(gateway, { next: 'approved' });
    const [waited] = await Promise.all([call([said(other, 'approved')], { prefer: 'wait=10' }), execute(gateway, { next: 'approved' })]);
    expect([waited.status, waited.headers['preference-applied']]).toEqual([200, 'wait=10']);
    expect(bulkAnswerSchema.parse(waited.json).data.results).toMatchObject([{ status: 200, data: { state: 'approved' } }]);
  });

  it('repeated by key do what is not done yet, and nothing twice', async () => {
    const [one, other] = [await seen('B-7'), await seen('B-8')];
    const headers = { 'idempotency-key': 'bulk-1' };
    await call([said(one)], headers);
    const again = await call([said(one), said(other)], headers);
    expect(again.status).toBe(200);
    expect(bulkAnswerSchema.parse(again.json).data.results).toMatchObject([{ replayed: true }, { replayed: false }]);
    const changed = await call([said(one, 'approved')], headers);
    expect(bulkAnswerSchema.parse(changed.json).data.results).toMatchObject([{ status: 422, errors: [{ code: 2101 }] }]);
  });

  it.each([
    ['none', () => [], '/decisions'],
    ['more than a hundred', (one: object) => Array.from({ length: 101 }, () => one), '/decisions'],
    ['one request twice', (one: object) => [one, one], '/decisions/1/requestId'],
    ['no digest', (one: object) => [{ ...one, payloadDigest: undefined }], '/decisions/0/payloadDigest'],
    ['a blank comment', (one: object) => [{ ...one, comment: ' \t' }], '/decisions/0/comment'],
    ['an unknown word', (one: object) => [{ ...one, decision: 'maybe' }], '/decisions/0/decision'],
  ])('with %s are refused as a whole', async (_, decisionsOf, reference) => {
    const one = { requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd', payloadDigest: 'f'.repeat(64) };
    const answer = await call(decisionsOf(said(one)));
    expect(codesOf(answer)).toEqual([400, 2008]);
    expect(answer.json['errors']).toMatchObject([{ reference }]);
  });

  it('are refused one by one by a token that was revoked, and to people of another org as what never was', async () => {
    const one = await seen('B-10');
    const late = { ...CHECKER, id: 2077 };
    const token = await signedIn(late, Math.floor(Date.now() / 1000) - 60);
    const revocation = { userId: late.id, reason: 'Left the team.' };
    expect((await gateway.call({ method: 'POST', url: '/v3/revocations', as: CONFIGURATOR, body: revocation })).status).toBe(200);
    const revoked = await gateway.call({
      ...{ method: 'POST', url: `${REQUESTS}/decisions`, body: { decisions: [said(one)] } },
      headers: { ...token, 'x-cap-api-auth-org-id': '0' },
    });
    expect(revoked.text).toContain('2001');
    expect(revoked.json['data']?.['decided'] ?? 0).toBe(0);
    const foreign = await call([said(one)], {}, STRANGER);
    expect(bulkAnswerSchema.parse(foreign.json).data.results).toMatchObject([{ status: 404, errors: [{ code: 2007 }] }]);
    expect((await call([said(one)])).status).toBe(200);
  });

  it('are one call for people who may check, and none for others', async () => {
    const one = await seen('B-9');
    const answer = await call([said(one)], {}, MAKER);
    expect(bulkAnswerSchema.parse(answer.json).data.results).toMatchObject([{ status: 403, errors: [{ code: 2001 }] }]);
  });
});

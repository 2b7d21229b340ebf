import { Client } from 'pg';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, execute, REQUESTS, submit } from '../../../test-support/requests';
import { CONFIGURATOR, MAKER, OPERATOR, OTHER_CONFIGURATOR, type TestPerson } from '../../../test-support/tokens';

const HERE = '900204';
const ELSEWHERE = '50682616';
const PLACE = { tillId: HERE };
const AT_ONCE = { prefer: 'respond-async' };

const limitedTo = (id: number, grant: string, limits: object = { tillIds: [HERE] }): TestPerson => ({
  id,
  name: `limited.${id}`,
  orgs: { '0': [{ grant, ...limits }] },
});
const TILL_MAKER = limitedTo(1101, 'CanMakeRequest');
const TILL_CHECKER = limitedTo(2101, 'CanCheckRequest');
const TILL_OPERATOR = limitedTo(5101, 'CanOperateWorkflows');

let number = 0;

function goodwillAt(till: string, entityInfo: object = PLACE): object {
  number += 1;
  const body = {
    ...{ referenceId: `BOUND-${number}`, reason: 'Late', baseType: 'POINTS', programId: 1001, awardingTillId: Number(till) },
    ...{ earningEntityType: 'CUSTOMER', earningEntityId: 5_001_000 + number, points: 5, source: 'API' },
  };
  return { entityInfo, payload: { 'IntouchAPITask-Payload': { body } } };
}

interface Where {
  readonly inList?: boolean;
  readonly entityInfo?: object;
}

function redemptionAt(till: string, { inList = false, entityInfo = PLACE }: Where = {}): object {
  number += 1;
  const redeem = {
    ...{ points_redeemed: '1', customer: { mobile: `9199111${number}` }, external_reference_number: `BOUND-${number}`, till_id: till },
  };
  return { entityInfo, payload: { 'IntouchAPITask-Payload': { body: { root: { redeem: inList ? [redeem] : redeem } } } } };
}

const TILL_FIELD = '/payload/IntouchAPITask-Payload/body/awardingTillId';
const type = 'GOODWILL-POINTS';

describe('a payload that names another place than its request', () => {
  let gateway: TestGateway;
  let owner: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const referenceOf = ({ json }: Answer) =>
    (json as { errors?: readonly { reference: string }[] }).errors?.map(({ reference }) => reference);
  const goodwillFor = async (body = goodwillAt(HERE)): Promise<string> =>
    textAt(await submit(gateway, body, { as: TILL_MAKER, type }), 'data', 'requestId');
  /** As it may have been stored before payloads were held against entityInfo. */
  const moved = async (requestId: string): Promise<string> => {
    await owner.query(`update request set till_id = '777' where request_id = $1`, [requestId]);
    return requestId;
  };
  const at777 = (id: number, grant: string): TestPerson => limitedTo(id, grant, { tillIds: ['777'] });

  it.each<[string, string, () => object, string]>([
    ['goodwill of another till', type, () => goodwillAt(ELSEWHERE), TILL_FIELD],
    ['goodwill without a till in entityInfo', type, () => goodwillAt(HERE, { storeId: '900203' }), TILL_FIELD],
    [
      'a redemption at another till',
      'POINTS-REDEMPTION',
      () => redemptionAt(ELSEWHERE),
      '/payload/IntouchAPITask-Payload/body/root/redeem/till_id',
    ],
    [
      'a redemption at another till, in a list',
      'POINTS-REDEMPTION',
      () => redemptionAt(ELSEWHERE, { inList: true }),
      '/payload/IntouchAPITask-Payload/body/root/redeem/0/till_id',
    ],
    [
      'the till with a zero before it',
      'POINTS-REDEMPTION',
      () => redemptionAt(`0${HERE}`),
      '/payload/IntouchAPITask-Payload/body/root/redeem/till_id',
    ],
    [
      'the store where the till belongs',
      'POINTS-REDEMPTION',
      () => redemptionAt('900203'),
      '/payload/IntouchAPITask-Payload/body/root/redeem/till_id',
    ],
  ])('is refused to makers, naming the field: %s', async (_case, asked, bodyOf, field) => {
    const whole = await submit(gateway, bodyOf(), { type: asked });
    expect([...codesOf(whole), referenceOf(whole)]).toEqual([400, 2008, [field]]);
    const of = limitedTo(1102, 'CanMakeRequest', { ids: [HERE, '900203'] });
    const limited = await submit(gateway, bodyOf(), { type: asked, as: of });
    expect([...codesOf(limited), referenceOf(limited)]).toEqual([403, 2001, [field]]);
  });

  it('is taken where it names the same place, or none', async () => {
    for (const [asked, body] of [
      [type, goodwillAt(HERE)],
      ['POINTS-REDEMPTION', redemptionAt(HERE)],
      ['POINTS-REDEMPTION', redemptionAt(HERE, { inList: true })],
      ['POINTS-REDEMPTION', redemptionAt('')],
    ] as const)
      for (const as of [TILL_MAKER, MAKER]) {
        const answer = await submit(gateway, { ...body }, { type: asked, as });
        expect([asked, answer.status === 200 || codesOf(answer).includes(9028)]).toEqual([asked, true]);
      }
  });

  it('is not let through by an id that is a till’s in the grant and a store’s in the request', async () => {
    const entityInfo = { tillId: '111', storeId: HERE };
    expect(codesOf(await submit(gateway, redemptionAt('111', { entityInfo }), { as: TILL_MAKER }))).toEqual([403, 2001]);
    const ofStore = limitedTo(1103, 'CanMakeRequest', { tillIds: ['111'], storeIds: [HERE] });
    expect((await submit(gateway, redemptionAt('111', { entityInfo }), { as: ofStore })).status).toBe(200);
    const imprecise = limitedTo(1104, 'CanMakeRequest', { ids: [HERE, '111'] });
    expect((await submit(gateway, redemptionAt('111', { entityInfo }), { as: imprecise })).status).toBe(200);
  });

  it('is refused to a limited maker even where the request names no place at all', async () => {
    expect(codesOf(await submit(gateway, redemptionAt('', { entityInfo: {} }), { as: TILL_MAKER }))).toEqual([403, 2001]);
  });

  it('is refused by the check before anything is submitted', async () => {
    const body = { requests: [goodwillAt(ELSEWHERE), goodwillAt(HERE)] };
    const check = (as: TestPerson) => gateway.call({ method: 'POST', url: '/v3/requestTypes/goodwill-points/check', as, body });
    for (const [as, code] of [
      [TILL_MAKER, 2001],
      [MAKER, 2008],
    ] as const) {
      const { json } = await check(as);
      const { results } = json['data'] as unknown as { results: { ok: boolean; errors?: { code: number; reference: string }[] }[] };
      expect(results.map(({ ok, errors = [] }) => [ok, ...errors.map((error) => [error.code, error.reference])])).toEqual([
        [false, [code, TILL_FIELD]],
        [true],
      ]);
    }
  });

  it('is refused when a sent-back request is submitted again', async () => {
    const requestId = await goodwillFor();
    expect((await decide(gateway, decisionOf(requestId, 'sent-back'), { type })).status).toBe(200);
    const url = `${REQUESTS}/requests/${requestId}/resubmit`;
    const { payload } = goodwillAt(ELSEWHERE) as { payload: unknown };
    expect(codesOf(await gateway.call({ method: 'POST', url, as: TILL_MAKER, body: { payload } }))).toEqual([403, 2001]);
    const { payload: right } = goodwillAt(HERE) as { payload: unknown };
    expect((await gateway.call({ method: 'POST', url, as: TILL_MAKER, body: { payload: right } })).status).toBe(200);
  });

  it('is neither decided, alone or with others, nor taken back by people of the place that it does not name', async () => {
    const requestId = await moved(await goodwillFor());
    const checker = at777(2102, 'CanCheckRequest');
    for (const verdict of ['approved', 'rejected', 'sent-back'] as const) {
      const refused = await decide(gateway, decisionOf(requestId, verdict), { type, as: checker });
      expect([verdict, ...codesOf(refused), referenceOf(refused)]).toEqual([verdict, 403, 2001, [TILL_FIELD]]);
      const decisions = [{ requestId, decision: verdict, comment: 'after a look', payloadDigest: 'f'.repeat(64) }];
      const bulk = await gateway.call({ method: 'POST', url: `${REQUESTS}/decisions`, as: checker, body: { decisions } });
      expect(bulk.text).toContain('"code":2001');
    }
    const url = `${REQUESTS}/requests/${requestId}/withdraw`;
    expect(codesOf(await gateway.call({ method: 'POST', url, as: at777(TILL_MAKER.id, 'CanMakeRequest') }))).toEqual([403, 2001]);
    expect(codesOf(await gateway.call({ method: 'POST', url, as: TILL_MAKER }))).toEqual([404, 2007]);
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { type }))).toEqual([400, 2008]);
    expect((await decide(gateway, decisionOf(requestId, 'rejected'), { type })).status).toBe(200);
  });

  it('is not decided by a limited level of the policy', async () => {
    const body = { autoApproval: { mode: 'off' }, bands: [{ levels: [{ grant: 'CanCheckRequestSenior', checkers: 1 }] }] };
    await gateway.call({ method: 'PUT', url: '/policies/goodwill-points', as: CONFIGURATOR, body });
    await gateway.call({ method: 'POST', url: '/policies/goodwill-points/1/approve', as: OTHER_CONFIGURATOR });
    const requestId = await moved(await goodwillFor());
    const senior = at777(2103, 'CanCheckRequestSenior');
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { type, as: senior }))).toEqual([403, 2001]);
    const right = await goodwillFor();
    const here = limitedTo(2104, 'CanCheckRequestSenior');
    expect((await decide(gateway, decisionOf(right, 'approved'), { type, as: here, headers: AT_ONCE })).status).toBe(202);
    await execute(gateway, { next: 'approved' });
  });

  it('is neither replayed nor resolved nor sent on by operators of the place that it does not name', async () => {
    const requestId = textAt(await submit(gateway, redemptionAt(HERE), { as: TILL_MAKER }), 'data', 'requestId');
    await decide(gateway, decisionOf(requestId, 'approved'), { as: TILL_CHECKER });
    await execute(gateway, {
      next: 'failed',
      outcome: { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 },
      attempt: { class: 'refused', code: '803', httpStatus: 200, durationMs: 7 },
    });
    await moved(requestId);
    const act = (as: TestPerson, what: string, body: object) =>
      gateway.call({ method: 'POST', url: `/operations/requests/${requestId}/${what}`, as, body });
    const because = { reason: 'Enough points now.' };
    for (const [operator, codes] of [
      [at777(5102, 'CanOperateWorkflows'), [403, 2001]],
      [TILL_OPERATOR, [404, 2007]],
    ] as const) {
      expect(codesOf(await act(operator, 'replay', because))).toEqual(codes);
      expect(codesOf(await act(operator, 'redispatch', because))).toEqual(codes);
      expect(codesOf(await act(operator, 'resolution', { action: 'not-executed', evidence: 'Seen.' }))).toEqual(codes);
    }
    expect(codesOf(await act(OPERATOR, 'replay', because))).toEqual([400, 2008]);
    await owner.query('update request set till_id = $2 where request_id = $1', [requestId, HERE]);
    expect((await act(TILL_OPERATOR, 'replay', because)).status).toBe(200);
  });

  it('is refused to a program whose grant names the till, and a configurator grants no other place than their own', async () => {
    const granting = (tillIds: readonly string[]): TestPerson => ({
      ...CONFIGURATOR,
      orgs: { '0': ['CanConfigureWorkflows', 'CanReadRequests', { grant: 'CanMakeRequest', tillIds }] },
    });
    const create = (as: TestPerson, limits: object) =>
      gateway.call({
        ...{ method: 'POST', url: '/v3/apiClients', as },
        body: { name: `till ${(number += 1)}`, grants: [{ grant: 'CanMakeRequest', ...limits }] },
      });
    for (const limits of [{ tillIds: [ELSEWHERE] }, { ids: [HERE] }, { storeIds: [HERE] }])
      expect(codesOf(await create(granting([HERE]), limits))).toEqual([403, 2001]);
    const made = await create(granting([HERE, '5']), { tillIds: [HERE] });
    const { key, secret, grants } = made.json['data'] as unknown as { key: string; secret: string; grants: unknown };
    expect(grants).toEqual([{ grant: 'CanMakeRequest', tillIds: [HERE] }]);
    const headers = { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`, 'x-cap-api-auth-org-id': '0' };
    const call = (body: object) => gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, body, headers });
    expect(codesOf(await call(redemptionAt(ELSEWHERE)))).toEqual([403, 2001]);
    expect(codesOf(await call(redemptionAt('', { entityInfo: { tillId: '5', storeId: HERE } })))).toEqual([403, 2001]);
    expect((await call(redemptionAt(HERE))).status).toBe(200);
  });

  it('leaves checkers of the place at work', async () => {
    const requestId = textAt(await submit(gateway, redemptionAt(HERE), { as: MAKER }), 'data', 'requestId');
    const elsewhere = limitedTo(2105, 'CanCheckRequest', { storeIds: [HERE] });
    expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { as: elsewhere }))).toEqual([404, 2007]);
    expect((await decide(gateway, decisionOf(requestId, 'rejected'), { as: TILL_CHECKER })).status).toBe(200);
  });
});

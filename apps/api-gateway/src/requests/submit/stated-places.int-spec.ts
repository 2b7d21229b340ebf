import { codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, REQUESTS, submit } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, type TestPerson } from '../../../test-support/tokens';

const TILL = '900204';
const STORE = '900203';
/** A store whose checkers the maker would rather have. */
const CHOSEN = '424242';

const limited = (id: number, grant: string, ...limits: readonly object[]): TestPerson => ({
  id,
  name: `limited.${id}`,
  orgs: { '0': limits.map((one) => ({ grant, ...one })) },
});
const TILL_MAKER = limited(1201, 'CanMakeRequest', { tillIds: [TILL] });
const CHOSEN_CHECKER = limited(2201, 'CanCheckRequest', { storeIds: [CHOSEN] });

let number = 0;

function redemptionAt(entityInfo: object | undefined): object {
  number += 1;
  const redeem = { points_redeemed: '1', customer: { mobile: `9199222${number}` }, external_reference_number: `STATED-${number}` };
  return { ...(entityInfo && { entityInfo }), payload: { 'IntouchAPITask-Payload': { body: { root: { redeem } } } } };
}

const errorsOf = (json: object) =>
  (json as { errors?: readonly { code: number; reference: string }[] }).errors?.map(({ code, reference }) => [code, reference]);

describe('places that a limited maker states for a request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it.each<[string, TestPerson, object, readonly string[]]>([
    ['a store, by the maker of a till', TILL_MAKER, { tillId: TILL, storeId: CHOSEN }, ['storeId']],
    ['the store where the till is', TILL_MAKER, { tillId: TILL, storeId: STORE }, ['storeId']],
    ['a zone and a concept', TILL_MAKER, { tillId: TILL, zoneId: '1', conceptId: '2' }, ['zoneId', 'conceptId']],
    [
      'a till, by the maker of a store',
      limited(1202, 'CanMakeRequest', { storeIds: [STORE] }),
      { tillId: TILL, storeId: STORE },
      ['tillId'],
    ],
    [
      'another id than those of any level',
      limited(1203, 'CanMakeRequest', { ids: [TILL] }),
      { tillId: TILL, storeId: CHOSEN },
      ['storeId'],
    ],
    [
      'places that only two grants name together',
      limited(1204, 'CanMakeRequest', { tillIds: [TILL] }, { storeIds: [CHOSEN] }),
      { tillId: TILL, storeId: CHOSEN },
      ['storeId'],
    ],
  ])('choose no checkers: refused is %s', async (_case, as, entityInfo, levels) => {
    const answer = await submit(gateway, redemptionAt(entityInfo), { as });
    const refused = levels.map((level) => [2001, `/entityInfo/${level}`]);
    expect([answer.status, errorsOf(answer.json)]).toEqual([403, refused]);
    const url = '/v3/requestTypes/points-redemption/check';
    const check = await gateway.call({ method: 'POST', url, as, body: { requests: [redemptionAt(entityInfo)] } });
    const [result] = (check.json['data'] as unknown as { results: readonly object[] }).results;
    expect(errorsOf(result!)).toEqual(refused);
  });

  it.each<[string, TestPerson, object]>([
    ['the till of the grant', TILL_MAKER, { tillId: TILL }],
    [
      'both that one grant names',
      limited(1205, 'CanMakeRequest', { tillIds: [TILL], storeIds: [STORE] }),
      { tillId: TILL, storeId: STORE },
    ],
    ['ids of any level that the grant names', limited(1206, 'CanMakeRequest', { ids: [TILL, STORE] }), { tillId: TILL, storeId: STORE }],
    ['any, by a maker of the whole org', MAKER, { tillId: TILL, storeId: CHOSEN, zoneId: '1' }],
  ])('are taken where the grant names them: %s', async (_case, as, entityInfo) => {
    expect((await submit(gateway, redemptionAt(entityInfo), { as })).status).toBe(200);
  });

  it('are held against the grant when a request is submitted again, said or left out', async () => {
    const maker = { ...MAKER, id: TILL_MAKER.id };
    const url = async (): Promise<string> => {
      const asked = await submit(gateway, redemptionAt({ tillId: TILL, storeId: CHOSEN }), { as: maker });
      const requestId = textAt(asked, 'data', 'requestId');
      expect((await decide(gateway, decisionOf(requestId, 'sent-back'))).status).toBe(200);
      return `${REQUESTS}/requests/${requestId}/resubmit`;
    };
    const again = await url();
    for (const entityInfo of [undefined, { tillId: TILL, storeId: STORE }]) {
      const answer = await gateway.call({ method: 'POST', url: again, as: TILL_MAKER, body: redemptionAt(entityInfo) });
      expect([answer.status, errorsOf(answer.json)]).toEqual([403, [[2001, '/entityInfo/storeId']]]);
    }
    const right = await gateway.call({ method: 'POST', url: again, as: TILL_MAKER, body: redemptionAt({ tillId: TILL }) });
    expect(right.status).toBe(200);
  });

  it('are held against the grants of a program, whose giver hands on no place that they could not state', async () => {
    const giver = {
      ...CONFIGURATOR,
      orgs: { '0': ['CanConfigureWorkflows', 'CanReadRequests', { grant: 'CanMakeRequest', tillIds: [TILL] }] },
    };
    const create = (limits: object) =>
      gateway.call({
        ...{ method: 'POST', url: '/v3/apiClients', as: giver },
        body: { name: `stated ${(number += 1)}`, grants: [{ grant: 'CanMakeRequest', ...limits }] },
      });
    expect(codesOf(await create({ tillIds: [TILL], storeIds: [CHOSEN] }))).toEqual([403, 2001]);
    const made = await create({ tillIds: [TILL] });
    const { key, secret } = made.json['data'] as unknown as { key: string; secret: string };
    const headers = { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`, 'x-cap-api-auth-org-id': '0' };
    const call = (entityInfo: object) =>
      gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, body: redemptionAt(entityInfo), headers });
    expect(codesOf(await call({ tillId: TILL, storeId: CHOSEN }))).toEqual([403, 2001]);
    expect((await call({ tillId: TILL })).status).toBe(200);
  });

  it('let checkers of another level decide nothing that does not name their level', async () => {
    const requestId = textAt(await submit(gateway, redemptionAt({ tillId: TILL }), { as: TILL_MAKER }), 'data', 'requestId');
    for (const as of [
      CHOSEN_CHECKER,
      limited(2202, 'CanCheckRequest', { storeIds: [STORE] }),
      limited(2203, 'CanCheckRequest', { zoneIds: [TILL] }),
    ])
      expect(codesOf(await decide(gateway, decisionOf(requestId, 'approved'), { as }))).toEqual([404, 2007]);
    expect((await decide(gateway, decisionOf(requestId, 'rejected'), { as: CHECKER })).status).toBe(200);
  });
});

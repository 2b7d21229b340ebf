import { startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, redemption, submit, submitted } from '../../test-support/requests';
import { CHECKER, MAKER, OPERATOR, OTHER_CHECKER, OTHER_MAKER, OTHER_OPERATOR, STRANGER } from '../../test-support/tokens';

describe('an Idempotency-Key of somebody else', () => {
  let gateway: TestGateway;
  const headers = { 'idempotency-key': 'borrowed' };
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('gives another maker, or another org, a request of their own and nothing of the first one', async () => {
    const first = await submit(gateway, redemption('K-1'), { headers });
    for (const as of [OTHER_MAKER, STRANGER]) {
      const other = await submit(gateway, redemption('K-2', { mobile: String(919_900_000_000 + as.id) }), { as, headers });
      expect([other.status, other.headers['idempotent-replayed']]).toEqual([200, undefined]);
      expect(textAt(other, 'data', 'requestId')).not.toBe(textAt(first, 'data', 'requestId'));
    }
  });

  it('does not let a checker repeat the decision of another one', async () => {
    const requestId = await submitted(gateway, 'K-3');
    await decide(gateway, decisionOf(requestId, 'rejected'), { as: CHECKER, headers });
    const other = await decide(gateway, decisionOf(requestId, 'rejected'), { as: OTHER_CHECKER, headers });
    expect([other.status, other.json['errors'], other.headers['idempotent-replayed']]).toMatchObject([409, [{ code: 2002 }], undefined]);
  });

  it('does not stand for another route of the same caller', async () => {
    const maker = { ...MAKER, orgs: { '0': ['CanMakeRequest', 'CanOperateWorkflows'] } };
    const withKey = { 'idempotency-key': 'two-routes' };
    await submit(gateway, redemption('K-4'), { as: maker, headers: withKey });
    const pause = { method: 'POST', url: '/operations/request-types/EARN-BADGE/pause', as: maker, body: { reason: 'A look.' } } as const;
    const paused = await gateway.call({ ...pause, headers: withKey });
    expect([paused.status, paused.headers['idempotent-replayed']]).toEqual([200, undefined]);
  });

  it('gives another operator no answer of the first one', async () => {
    const pause = (as = OPERATOR) =>
      gateway.call({ method: 'POST', url: '/operations/request-types/ISSUE-BADGE/pause', as, body: { reason: 'A look.' }, headers });
    expect((await pause()).status).toBe(200);
    const other = await pause(OTHER_OPERATOR);
    expect([other.status, other.json['errors'], other.headers['idempotent-replayed']]).toMatchObject([409, [{ code: 2110 }], undefined]);
  });
});

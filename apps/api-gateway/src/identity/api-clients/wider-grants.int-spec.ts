import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, ENTITY, redemption, REQUESTS } from '../../../test-support/requests';
import type { TestPerson } from '../../../test-support/tokens';

const GIVER: TestPerson = { id: 3203, name: 'giver', orgs: { '0': ['CanConfigureWorkflows', 'CanMakeRequest', 'CanCheckRequest'] } };
/** Makes programs, and may not ask for anything. */
const CREATOR: TestPerson = { id: 3204, name: 'creator', orgs: { '0': ['CanConfigureWorkflows', 'CanReadRequests'] } };
const PATH = '/v3/apiClients';

interface Made {
  readonly clientId: number;
  readonly key: string;
  readonly secret?: string;
}

describe('wider grants of an API client', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  let number = 0;
  const madeOf = ({ json }: Answer): Made => json['data'] as unknown as Made;
  const basic = ({ key, secret = '' }: Made) => ({ authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` });
  const token = async ({ key, secret }: Made) => ({
    'cap-api-access-token': textAt(
      await gateway.call({ method: 'POST', url: '/v3/oauth/token/generate', body: { key, secret } }),
      'data',
      'accessToken',
    ),
  });
  const create = async (as: TestPerson): Promise<Made> =>
    madeOf(await gateway.call({ method: 'POST', url: PATH, as, body: { name: `client ${(number += 1)}` } }));
  const grant = ({ clientId }: Made, grants: readonly unknown[], as = GIVER): Promise<Answer> =>
    gateway.call({ method: 'PUT', url: `${PATH}/${clientId}`, as, body: { grants } });
  const ask = (headers: Record<string, string>): Promise<Answer> => {
    const body = redemption(`WIDER-${(number += 1)}`, { mobile: `9199333${number}` });
    return gateway.call({
      method: 'POST',
      url: `${REQUESTS}/POINTS-REDEMPTION`,
      headers: { ...headers, 'x-cap-api-auth-org-id': '0' },
      body,
    });
  };
  const LIMITED = [{ grant: 'CanMakeRequest', ids: Object.values(ENTITY) }];

  it('come with a new secret for whoever gives them: who knows the old one can do no more by it, nor by its tokens', async () => {
    let known = await create(CREATOR);
    for (const wider of [LIMITED, ['CanMakeRequest'], ['CanMakeRequest', 'CanAuditWorkflows']]) {
      const old = [basic(known), await token(known)];
      const as = { ...GIVER, orgs: { '0': [...GIVER.orgs['0']!, 'CanAuditWorkflows'] } };
      const widened = await grant(known, wider, as);
      expect([widened.status, madeOf(widened).secret]).toEqual([200, expect.stringMatching(/^cs_/)]);
      for (const headers of old) expect((await ask(headers)).status).toBe(401);
      known = madeOf(widened);
      const made = await ask(basic(known));
      expect(made.status).toBe(200);
      expect(codesOf(await decide(gateway, decisionOf(textAt(made, 'data', 'requestId'), 'approved'), { as: GIVER }))).toEqual([403, 9051]);
    }
  });

  it('are given by nobody who does not hold them; narrower ones leave the secret as it is', async () => {
    const client = await create(GIVER);
    expect(codesOf(await grant(client, ['CanMakeRequest'], CREATOR))).toEqual([403, 2001]);
    const wide = madeOf(await grant(client, ['CanMakeRequest']));
    for (const narrower of [LIMITED, LIMITED]) {
      const narrowed = await grant(client, narrower);
      expect([narrowed.status, 'secret' in madeOf(narrowed)]).toEqual([200, false]);
      expect((await ask(basic(wide))).status).toBe(200);
    }
  });
});

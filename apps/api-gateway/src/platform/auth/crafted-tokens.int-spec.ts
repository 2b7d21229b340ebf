import { craftedTokens, publishedKeys, soundTokens } from '../../../test-support/crafted-tokens';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { type KeyServer, startKeyServer } from '../../../test-support/key-server';
import { REQUESTS } from '../../../test-support/requests';
import { authConfig } from '../../../test-support/tokens';

const LIST = `${REQUESTS}/requests`;

describe('a token that somebody crafted', () => {
  let keys: KeyServer;
  let gateway: TestGateway;
  beforeAll(async () => {
    keys = await startKeyServer(...(await publishedKeys()));
    const key = { kind: 'jwks', url: keys.url, times: { maxAgeMs: 300_000, outageMs: 3_600_000 } } as const;
    gateway = await startTestGateway({ auth: { ...authConfig, key, algorithms: ['EdDSA', 'RS256', 'ES256'] } });
  });
  afterAll(async () => {
    await gateway.close();
    await keys.close();
  });

  it.each(soundTokens())('is told from a sound one: %s', async (_case, token) => {
    expect((await gateway.call({ url: LIST, headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });

  it('never reaches a handler: all are refused by the same 401, byte for byte', async () => {
    const nothing = await gateway.call({ url: LIST });
    const crafted = craftedTokens();
    expect(crafted.length).toBeGreaterThan(40);
    for (const [name, token] of crafted)
      for (const headers of [{ 'x-cap-ui-auth-token': token }, { authorization: `Bearer ${token}` }]) {
        const { status, text } = await gateway.call({ url: LIST, headers });
        expect([name, status, text]).toEqual([name, 401, nothing.text]);
      }
  });

  it('cannot make us ask the identity provider more often than once in a while', () => {
    expect(keys.reads).toBeLessThanOrEqual(3);
  });
});

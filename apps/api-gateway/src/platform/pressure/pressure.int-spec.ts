import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { decide, decisionOf, redemption, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { CHECKER, MAKER, OTHER_MAKER, tokenOf } from '../../../test-support/tokens';
import { LoadShedder } from './load-shedder';
import type { RateLimitConfig } from './rate-limits';

const NONE: RateLimitConfig = {
  org: { read: undefined, write: undefined },
  user: { read: undefined, write: undefined },
  address: undefined,
};
const list = (gateway: TestGateway, as = MAKER) => gateway.call({ url: `${REQUESTS}/requests`, as });

describe('a gateway with limits', () => {
  const withLimits = async (limits: Partial<RateLimitConfig>, use: (gateway: TestGateway) => Promise<void>): Promise<void> => {
    const gateway = await startTestGateway({ limits: { ...NONE, ...limits } });
    await use(gateway).finally(() => gateway.close());
  };

  it('answers 429 with Retry-After to whoever sends too much, and to nobody else', () =>
    withLimits({ user: { write: { perSecond: 1, burst: 3 }, read: undefined } }, async (gateway) => {
      const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => submit(gateway, redemption(`L-${index}`))));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429, 429]);
      const refused = answers.find(({ status }) => status === 429)!;
      expect(refused.json).toMatchObject({ data: null, errors: [{ code: 2105, reference: null }] });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(refused.headers['x-cap-request-id']).toMatch(/^[0-9a-f]{32}$/);
      expect((await submit(gateway, redemption('L-7'), { as: OTHER_MAKER })).status).toBe(200);
      expect((await list(gateway)).status).toBe(200);
    }));

  it('limits strangers by their address, while those whose token is known go on', () =>
    withLimits({ address: { perSecond: 1, burst: 4 } }, async (gateway) => {
      const ask = async (token: string): Promise<number> =>
        (await gateway.call({ url: `${REQUESTS}/requests`, headers: { 'x-cap-ui-auth-token': token } })).status;
      const known = await tokenOf(MAKER);
      expect(await ask(known)).toBe(200);
      const strange = await Promise.all(Array.from({ length: 8 }, () => ask('not.a.token')));
      expect(strange.toSorted()).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
      expect((await gateway.call({ url: '/openapi.json' })).status).toBe(429);
      expect(await ask(known)).toBe(200);
      expect((await gateway.call({ url: '/health/ready' })).status).toBe(200);
    }));
});

describe('a gateway behind a proxy', () => {
  const limits = { ...NONE, address: { perSecond: 1, burst: 1 } };
  const from = (gateway: TestGateway, address: string) => gateway.call({ url: '/openapi.json', headers: { 'x-forwarded-for': address } });

  it('believes it where calls come from, once it is told to', async () => {
    const gateway = await startTestGateway({ limits, trustedProxies: ['127.0.0.0/8'] });
    try {
      expect([(await from(gateway, '192.0.2.1')).status, (await from(gateway, '192.0.2.2')).status]).toEqual([200, 200]);
      expect((await from(gateway, '192.0.2.1')).status).toBe(429);
    } finally {
      await gateway.close();
    }
  });

  it('sees one address behind every port that the proxy writes, and behind every text that is no address', async () => {
    const gateway = await startTestGateway({ limits, trustedProxies: ['127.0.0.0/8'] });
    try {
      const statuses: number[] = [];
      for (const address of ['192.0.2.1:1', '192.0.2.1:2', '[2001:db8::1]:1', '[2001:db8::2]:2', 'unknown-1', 'unknown-2'])
        statuses.push((await from(gateway, address)).status);
      expect(statuses).toEqual([200, 429, 200, 429, 200, 429]);
    } finally {
      await gateway.close();
    }
  });

  it('believes nobody otherwise: a caller must not choose the address that is counted', async () => {
    const gateway = await startTestGateway({ limits });
    try {
      expect([(await from(gateway, '192.0.2.1')).status, (await from(gateway, '192.0.2.2')).status]).toEqual([200, 429]);
    } finally {
      await gateway.close();
    }
  });
});

describe('a gateway with too much to do', () => {
  it('answers 503 to reads first, then to writes, and takes decisions to the last', async () => {
    const gateway = await startTestGateway({ shedding: { loopDelayMs: 0, heapPercent: 0, calls: 8 } });
    try {
      const requestId = await submitted(gateway, 'S-1');
      const shedder = gateway.app.get(LoadShedder);
      const load = (calls: number): void => {
        while (shedder.callsAtWork < calls) shedder.enter(0);
      };
      load(4);
      const read = await list(gateway);
      expect([read.status, read.json['errors']]).toMatchObject([503, [{ code: 2106 }]]);
      expect(read.headers['retry-after']).toMatch(/^[123]$/);
      expect(read.headers['x-cap-request-id']).toMatch(/^[0-9a-f]{32}$/);
      expect((await submit(gateway, redemption('S-2'))).status).toBe(200);
      load(6);
      expect((await submit(gateway, redemption('S-3'))).status).toBe(503);
      expect((await decide(gateway, decisionOf(requestId, 'rejected'), { as: CHECKER })).status).toBe(200);
      expect((await gateway.call({ url: '/health/ready' })).status).toBe(200);
      expect(shedder.callsAtWork).toBe(6);
    } finally {
      await gateway.close();
    }
  });
});

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { GRANTS } from '@countersign/engine';
import type { FastifyInstance } from 'fastify';
import { type Answer, startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { Listener } from '../../../test-support/listener';
import { sendRaw } from '../../../test-support/raw-http';
import { REQUESTS } from '../../../test-support/requests';
import { ROUTE_RULES } from '../../../test-support/route-rules';
import { CHECKER } from '../../../test-support/tokens';
import { callOf, furnish, personOf } from '../../../test-support/two-orgs';
import { createFastifyAdapter } from './fastify-server';

const TOLD_BY = ['authorization', 'x-cap-ui-auth-token', 'cap-api-access-token', 'x-cap-api-auth-org-id'];

/** What would let somebody between us and the caller keep the answer, or hand it to another one. */
function leaksOf({ headers }: Pick<Answer, 'headers'>): string[] {
  const vary = String(headers['vary']).toLowerCase().split(', ');
  return [
    ...(headers['cache-control'] === 'no-store' ? [] : [`Cache-Control: ${String(headers['cache-control'])}`]),
    ...TOLD_BY.filter((header) => !vary.includes(header)).map((header) => `no Vary: ${header}`),
    ...['etag', 'last-modified'].filter((validator) => validator in headers),
  ];
}

/** Every route is called, several times. */
jest.setTimeout(60_000);

describe('an answer', () => {
  const routes: { readonly method: string; readonly url: string }[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    const adapter = createFastifyAdapter();
    adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url });
    });
    gateway = await startTestGateway({}, adapter);
    await gateway.app.listen(0, '127.0.0.1');
  });
  afterAll(() => gateway.close());

  const expectPrivate = (what: string, answer: Pick<Answer, 'headers' | 'status'>): void => {
    expect([what, answer.status, leaksOf(answer)]).toEqual([what, answer.status, []]);
  };

  it('of any route of the running app is for its caller alone, whether it is refused or not', async () => {
    expect(routes.length).toBeGreaterThan(60);
    const everybody = personOf(0, 'a stranger', GRANTS);
    for (const { method, url } of routes) {
      const path = url.replaceAll(/:\w+/g, randomUUID()).replace('*', 'nothing.js');
      for (const as of [undefined, everybody]) {
        const headers = { prefer: 'respond-async' };
        const answer = await gateway.call({ method: method as 'GET', url: path, headers, ...(as && { as }) });
        expectPrivate(`${method} ${path} ${as ? 'with' : 'without'} a token`, answer);
      }
    }
  });

  it('with what was asked for is for its caller alone', async () => {
    const own = (await furnish(gateway)).get(0)!;
    for (const [route, rule] of Object.entries(ROUTE_RULES))
      expectPrivate(route, await gateway.call(callOf(route, rule, own, personOf(0, rule.sentBy ?? 'a stranger', GRANTS))));
  });

  it('to what was no call of the API is for its caller alone', async () => {
    for (const url of ['/', '/nowhere', '/%', `${REQUESTS}/requests/%ff`, '/console/nothing', '/docs/assets/nothing'])
      expectPrivate(url, await gateway.call({ url, as: CHECKER }));
    expectPrivate(
      'too large',
      await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, as: CHECKER, body: 'x'.repeat(1_100_000) }),
    );
    const { port } = gateway.app.getHttpServer().address() as AddressInfo;
    for (const bytes of ['nonsense\r\n\r\n', 'GET /v3/me HTTP/1.1\r\n\r\n']) {
      const [answer] = (await sendRaw(port, bytes)).answers;
      expect(answer?.head.toLowerCase()).toContain('cache-control: no-store');
      expect(answer?.head.toLowerCase()).toContain('vary: authorization, x-cap-ui-auth-token');
    }
  });

  it('that goes on is for its caller alone', async () => {
    const listener = await Listener.listen(gateway.app, CHECKER);
    expectPrivate('the stream', { status: listener.status, headers: listener.headers });
    listener.stop();
  });

  it('with a file that is the same for everybody may be kept', async () => {
    const { headers, status } = await gateway.call({ url: '/docs/assets/swagger-ui.css' });
    expect([status, headers['cache-control'], headers['vary']]).toEqual([200, 'public, max-age=3600', undefined]);
    expect(headers['etag']).toBeDefined();
  });
});

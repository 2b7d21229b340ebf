import type { FastifyInstance } from 'fastify';
import { isOfTheApi } from '../../../test-support/api-routes';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { CHECKER, CONFIGURATOR, tokenOf } from '../../../test-support/tokens';
import { createFastifyAdapter } from './fastify-server';

/** Goes on for as long as somebody listens. */
const STREAM = '/v3/changes';

describe('HEAD', () => {
  const urls: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    const adapter = createFastifyAdapter();
    adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      if ([method].flat().includes('GET') && isOfTheApi(url) && url !== STREAM) urls.push(url.replace(/:\w+/g, '7'));
    });
    gateway = await startTestGateway({}, adapter);
  });
  afterAll(() => gateway.close());

  const ask = async (method: 'GET' | 'HEAD', url: string, headers: Readonly<Record<string, string>>) => {
    const { statusCode, headers: told, body } = await gateway.app.inject({ method, url, headers });
    const { date: _date, 'x-cap-request-id': _trace, ...rest } = told;
    return { status: statusCode, headers: rest, body };
  };

  it.each([
    ['nobody', async () => ({})],
    ['somebody of one org, which need not be named', async () => ({ 'x-cap-ui-auth-token': await tokenOf(CHECKER) })],
    ['a configurator', async () => ({ 'x-cap-ui-auth-token': await tokenOf(CONFIGURATOR), 'x-cap-api-auth-org-id': '0' })],
  ])('tells %s what GET tells, without the body, on every route', async (_who, headersOf) => {
    expect(urls.length).toBeGreaterThan(20);
    const headers = await headersOf();
    for (const url of urls) {
      const [get, head] = [await ask('GET', url, headers), await ask('HEAD', url, headers)];
      expect({ url, ...head }).toEqual({ url, status: get.status, headers: get.headers, body: '' });
    }
  });
});

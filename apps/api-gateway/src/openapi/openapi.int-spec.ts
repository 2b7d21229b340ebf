import type { FastifyInstance } from 'fastify';
import { requestTypes } from '@countersign/request-type-catalog';
import { isOfTheApi } from '../../test-support/api-routes';
import { startTestGateway, type TestGateway } from '../../test-support/gateway';
import { REQUESTS } from '../../test-support/requests';
import { MAKER } from '../../test-support/tokens';
import { createFastifyAdapter } from '../http/fastify-server';
import { describeAllRoutes } from './all-routes';
import { buildDocument, type OpenapiDocument } from './document';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly unknown[];
}

describe('the API description', () => {
  const routes = new Set<string>();
  let gateway: TestGateway;
  let document: OpenapiDocument;

  beforeAll(async () => {
    const adapter = createFastifyAdapter();
    adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD' && isOfTheApi(url)) routes.add(`${one} ${url}`);
    });
    gateway = await startTestGateway({}, adapter);
    document = JSON.parse((await gateway.call({ url: '/openapi.json' })).text) as OpenapiDocument;
  });
  afterAll(() => gateway.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
    );

  it('has every route of the running app, and no other', () => {
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(described.toSorted()).toEqual([...routes].toSorted());
  });

  it('names each parameter that stands in a path', () => {
    for (const { path, operation } of operations()) {
      const named = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });

  it('calls closed what is closed', async () => {
    for (const { path, method, operation } of operations()) {
      const answer = await gateway.call({ method: method.toUpperCase() as 'GET', url: path.replaceAll(/[{}]/g, '') });
      expect([path, answer.status === 401]).toEqual([path, operation.security === undefined]);
    }
  });

  it('is the same as what is made from the descriptions beside the controllers', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(buildDocument(describeAllRoutes(requestTypes), requestTypes))));
  });

  it('has for each type an example that the API accepts as it stands', async () => {
    const operation = document.paths[`${REQUESTS}/{type}`]?.['post'] as {
      requestBody: { content: { 'application/json': { examples: Record<string, { value: unknown }> } } };
    };
    const examples = Object.entries(operation.requestBody.content['application/json'].examples);
    expect(examples).toHaveLength(requestTypes.length);
    for (const [type, { value }] of examples) {
      const answer = await gateway.call({ method: 'POST', url: `${REQUESTS}/${type}`, as: MAKER, body: value });
      expect([type, answer.status, answer.json['errors']]).toEqual([type, 200, undefined]);
    }
  });

  it('is a page too, which works without the internet and lets nothing else in', async () => {
    const page = await gateway.call({ url: '/docs' });
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'/);
    const linked = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => String(url));
    expect(linked.every((url) => url.startsWith('/docs/'))).toBe(true);
    for (const url of linked) expect([url, (await gateway.call({ url })).status]).toEqual([url, 200]);
  });
});

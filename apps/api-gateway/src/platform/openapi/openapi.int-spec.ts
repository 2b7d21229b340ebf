import type { FastifyInstance } from 'fastify';
import { requestTypes } from '@countersign/request-type-catalog';
import { z } from 'zod';
import { isOfTheApi } from '../../../test-support/api-routes';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { REQUESTS } from '../../../test-support/requests';
import { MAKER } from '../../../test-support/tokens';
import { createFastifyAdapter } from '../http/fastify-server';
import type { OpenapiDocument } from './document';

interface Body {
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema: Parameters<typeof z.fromJSONSchema>[0]; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }
    >
  >;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly unknown[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
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

  it('has examples that satisfy the schema beside them', () => {
    const bodies = operations().flatMap(({ path, method, operation: { requestBody, responses } }) =>
      Object.entries({ ...(requestBody && { body: requestBody }), ...goodOnes(responses) }).flatMap(([part, { content = {} }]) =>
        Object.values(content).map(({ schema, examples = {} }) => ({ name: `${method} ${path} ${part}`, schema, examples })),
      ),
    );
    const checked = bodies.flatMap(({ name, schema, examples }) => {
      const validator = z.fromJSONSchema(schema);
      return Object.values(examples).map(({ value }) => [name, validator.safeParse(value).error?.issues]);
    });
    expect(checked.length).toBeGreaterThan(50);
    expect(checked.filter(([, issues]) => issues !== undefined)).toEqual([]);
  });

  it('refers only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(new Set(references)).toEqual(new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)));
  });

  it('gives each operation a name of its own', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
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

/** Those that are not problems. */
function goodOnes(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')));
}

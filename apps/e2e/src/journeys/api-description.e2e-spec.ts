import { HttpClient, jsonOf } from '../support/http';
import { TestStack } from '../support/test-stack';

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('the API description', () => {
  let on: TestStack;
  let http: HttpClient;
  beforeAll(async () => {
    on = await TestStack.start({ workers: 0 });
    http = new HttpClient(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await http.close();
    await on.stop();
  });

  const get = (path: string) => http.call({ method: 'GET', path });

  it('is OpenAPI 3.1, open to everybody, and names the documented calls', async () => {
    const answer = await get('/openapi.json');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, expect.stringContaining('application/json')]);
    const { openapi, paths } = jsonOf(answer) as Description;
    expect(openapi).toMatch(/^3\.1\./);
    const documented = [
      '/api_gateway/v2/request-workflow/requests',
      '/api_gateway/v2/request-workflow/requests/{requestId}',
      '/v3/webHooks',
    ];
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(documented));
    const types = ['POINTS-REDEMPTION', 'CUSTOMER-STATUS-CHANGE', 'GOODWILL-POINTS', 'EARN-BADGE', 'ISSUE-BADGE'];
    const text = answer.text.toUpperCase();
    expect(types.filter((type) => !text.includes(type))).toEqual([]);
  });

  it('refers to nothing that it does not hold', async () => {
    const { text } = await get('/openapi.json');
    const description = JSON.parse(text) as unknown;
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer ?? '');
    const missing = references.filter((pointer) => lookUp(description, pointer.split('/')) === undefined);
    expect(missing).toEqual([]);
  });

  it('is a page for people, whose scripts and styles come from the gateway itself', async () => {
    const page = await get('/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(2);
    for (const path of assets) expect([path, path.startsWith('/'), (await get(path)).status]).toEqual([path, true, 200]);
  });
});

function lookUp(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[unescaped(name)], value);
}

function unescaped(name: string): string {
  return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}

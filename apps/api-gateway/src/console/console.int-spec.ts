import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { MAKER, signingKey, type TestPerson } from '../../test-support/tokens';
import type { SignIn } from './console.config';

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="%CSP_NONCE%"><style nonce="%CSP_NONCE%"></style><title>Countersign</title>';
const SCRIPT = 'console.log("countersign");';
const NO_SUCH_ROUTE = [404, 2108];
const oidc: SignIn = { kind: 'oidc', authority: 'https://id.example.com/realms/one', clientId: 'console', scope: 'openid' };

function builtConsole(): string {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(folder, 'dist/index.html'), PAGE);
  writeFileSync(join(folder, 'dist/favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js'), SCRIPT);
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'dist/assets/app-1a2b.js.br'), brotliCompressSync(SCRIPT));
  return folder;
}

describe('the console', () => {
  const folder = builtConsole();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ console: { folder: join(folder, 'dist'), signIn: oidc } });
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, headers = {}) => gateway.call({ url, headers });

  it.each(['/console/', '/console/requests', '/console/requests/0199d3a4-5b6c-7d8e-9f01-23456789abcd?tab=history'])(
    'is the page at %s, never stored',
    async (url) => {
      const { status, headers, text } = await get(url);
      expect([status, headers['cache-control'], headers['content-type']]).toEqual([200, 'no-store', 'text/html; charset=utf-8']);
      expect(text).toContain('<title>Countersign</title>');
    },
  );

  it('leads to the page from its bare name', async () => {
    const { status, headers } = await get('/console');
    expect([status, headers['location']]).toEqual([302, '/console/']);
  });

  it('lets styles in by a nonce that no other answer has, and nothing else from anywhere', async () => {
    const policies = new Set<string>();
    for (let answers = 0; answers < 3; answers++) {
      const { headers, text } = await get('/console/');
      const policy = String(headers['content-security-policy']);
      const [, nonce = ''] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
      expect(nonce.length).toBeGreaterThanOrEqual(22);
      expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
      expect(text).not.toContain('%CSP_NONCE%');
      expect(policy).toContain("default-src 'none'; script-src 'self'; ");
      expect(policy).toContain("connect-src 'self' https://id.example.com;");
      expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'");
      expect(policy).not.toMatch(/unsafe/);
      policies.add(policy);
    }
    expect(policies.size).toBe(3);
  });

  it('hands out files with a hash in their name for good, packed where the caller can unpack', async () => {
    const plain = await get('/console/assets/app-1a2b.js');
    expect(plain.text).toBe(SCRIPT);
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-type': expect.stringMatching(/javascript/),
    });
    const packed = await gateway.app.inject({ url: '/console/assets/app-1a2b.js', headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': expect.stringMatching(/javascript/) });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(SCRIPT);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0.0, identity', undefined],
    ['brotli', undefined],
    ['', undefined],
  ])('packs as small as the caller can unpack: %s', async (accepted, coding) => {
    const { headers, rawPayload } = await gateway.app.inject({
      url: '/console/assets/app-1a2b.js',
      headers: { 'accept-encoding': accepted },
    });
    expect([headers['content-encoding'], headers['vary']]).toEqual([coding, expect.stringContaining('Accept-Encoding')]);
    const unpacked = { br: brotliDecompressSync, gzip: gunzipSync }[coding ?? ''];
    expect((unpacked?.(rawPayload) ?? rawPayload).toString()).toBe(SCRIPT);
  });

  it('loses no file of the tabs that are open when it is built anew beside it', async () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    const { status, text } = await get('/console/assets/app-1a2b.js');
    expect([status, text]).toEqual([200, SCRIPT]);
    expect((await get('/console/')).text).toContain('<title>Countersign</title>');
  });

  it('is where the bare address leads, and no other path that is no route', async () => {
    const { status, headers } = await get('/');
    expect([status, headers['location']]).toEqual([302, '/console']);
    for (const url of ['/nonsense', '/index.html', '/v3']) expect(codesOf(await get(url))).toEqual(NO_SUCH_ROUTE);
  });

  it('hands out what lies beside the page', async () => {
    expect(await get('/console/favicon.svg')).toMatchObject({ status: 200, text: '<svg/>', headers: { 'content-type': 'image/svg+xml' } });
  });

  it.each(['/console/assets/gone-9z.js', '/console/gone.png', '/console/index.html', '/console/assets/', '/console/assets'])(
    'has no page where a file was asked for: %s',
    async (url) => {
      expect(codesOf(await get(url))).toEqual(NO_SUCH_ROUTE);
    },
  );

  it.each([
    '/console/../secret.txt',
    '/console/assets/../../secret.txt',
    '/console/assets/..%2f..%2fsecret.txt',
    '/console/assets/%2e%2e/%2e%2e/secret.txt',
    '/console/assets/....//....//secret.txt',
    '/console/assets/..%5c..%5csecret.txt',
    '/console/assets//etc/passwd',
    '/console/..%2fsecret.txt',
  ])('never leaves its folder: %s', async (url) => {
    const { status, text } = await get(url);
    expect(text).not.toMatch(/outside|root:/);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('tells how to sign in before anybody has', async () => {
    const { headers, json } = await get('/console/settings.json');
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toEqual({
      signIn: 'oidc',
      oidc: { authority: 'https://id.example.com/realms/one', clientId: 'console', scope: 'openid' },
      claims: { userId: 'sub', name: 'name', orgs: 'orgs' },
      release: expect.stringMatching(/^\d+\.\d+\.\d+/),
      queueDashboard: false,
    });
  });

  it('has no sign-in of its own outside of development', async () => {
    const body = { userId: 1001, name: 'Maya Maker', orgId: 0, grants: ['CanMakeRequest'] };
    const signIn = await gateway.call({ method: 'POST', url: '/console/development-sign-in', body });
    expect(codesOf(signIn)).toEqual(NO_SUCH_ROUTE);
  });
});

describe('a gateway beside which no console was built', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ console: { folder: '/nowhere', signIn: { kind: 'development', signingKey } } });
  });
  afterAll(() => gateway.close());

  it.each(['/console/', '/console/requests', '/console/assets/app.js'])('says so in words at %s', async (url) => {
    const { status, headers, text } = await gateway.call({ url });
    expect([status, headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8']);
    expect(text).toMatch(/not built/);
  });

  describe('in development', () => {
    const signIn = (body: unknown) => gateway.call({ method: 'POST', url: '/console/development-sign-in', body });

    it('signs whoever somebody wants to be a token that the API takes', async () => {
      const grants = ['CanMakeRequest', { grant: 'CanCheckRequestSenior', ids: ['50682288'] }];
      const answer = await signIn({ userId: 1001, name: 'Maya Maker', orgId: 7, grants });
      expect(answer.status).toBe(200);
      const me = await gateway.call({ url: '/v3/me', headers: { 'x-cap-ui-auth-token': textAt(answer, 'data', 'token') } });
      expect(me.json['data']).toEqual({
        user: { id: 1001, name: 'Maya Maker' },
        kind: 'person',
        orgs: [{ orgId: 7, grants: [{ grant: 'CanMakeRequest' }, { grant: 'CanCheckRequestSenior', limitedTo: { ids: ['50682288'] } }] }],
        expiresAt: textAt(answer, 'data', 'expiresAt'),
      });
    });

    it.each([
      ['a grant that there is not', { grants: ['CanDoEverything'] }],
      ['an id that is a program’s', { userId: 1_000_000_000_000_000 }],
      ['a name with a control character', { name: 'a\0b' }],
      ['a field that is not known', { admin: true }],
    ])('refuses %s', async (_case, more) => {
      const answer = await signIn({ userId: 1001, name: 'Maya Maker', orgId: 7, grants: [], ...more });
      expect(codesOf(answer)).toEqual([400, 2008]);
    });
  });
});

describe('who somebody is by their token', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('is told to people of several orgs without the choice of one', async () => {
    const both: TestPerson = { ...MAKER, orgs: { '0': ['CanMakeRequest'], '7': [] } };
    const { json } = await gateway.call({ url: '/v3/me', as: both, headers: { 'x-cap-api-auth-org-id': '' } });
    expect(json['data']?.['orgs']).toEqual([
      { orgId: 0, grants: [{ grant: 'CanMakeRequest' }] },
      { orgId: 7, grants: [] },
    ]);
    const others = { 'x-cap-api-auth-org-id': '8' };
    expect(codesOf(await gateway.call({ url: '/v3/me', as: both, headers: others }))).toEqual([403, 2001]);
  });

  it('is told to nobody without one', async () => {
    expect(codesOf(await gateway.call({ url: '/v3/me' }))).toEqual([401, 2013]);
  });
});

import { generateKeyPairSync, type KeyPairKeyObjectResult, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_SEALING_KEY, settingsOf, undocumentedSettings, unknownSettings } from '@countersign/config';
import { gatewaySettings, readGatewayConfig } from './gateway.config';

const folder = mkdtempSync(join(tmpdir(), 'gateway-config-'));
const pair: KeyPairKeyObjectResult = generateKeyPairSync('ed25519');
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const weakPem = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const rsaPem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const p384Pem = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const keyFile = join(folder, 'public.pem');
writeFileSync(keyFile, publicPem);
const privateFile = join(folder, 'private.pem');
writeFileSync(privateFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const otherPrivateFile = join(folder, 'other.pem');
writeFileSync(otherPrivateFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

const DEVELOPMENT = { DATABASE_URL: 'postgresql://localhost/countersign', AUTH_DEVELOPMENT_KEY_FILE: keyFile };
const PRODUCTION = {
  DATABASE_URL: DEVELOPMENT.DATABASE_URL,
  NODE_ENV: 'production',
  AUTH_ISSUER: 'https://id.example.com',
  SEALING_KEYS: `2026:${randomBytes(32).toString('base64')}`,
};

describe('the configuration of the gateway', () => {
  it('needs a database and a key, and has a default for all the rest', () => {
    expect(readGatewayConfig(DEVELOPMENT)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      database: { poolSize: 10 },
      auth: { issuer: 'countersign-development', audience: 'countersign', algorithms: ['EdDSA'], leewaySeconds: 30 },
      allowLoopbackWebhooks: false,
      logLevel: 'info',
      drainMs: 5_000,
      shutdownMs: 10_000,
    });
  });

  it('names every bad setting at once and no value', () => {
    const bad = { DATABASE_URL: 'mysql://root:hunter2@db', GATEWAY_PORT: '70000', AUTH_LEEWAY_SECONDS: '61', AUTH_ALGORITHMS: 'HS256' };
    expect(() => readGatewayConfig(bad)).toThrow(/DATABASE_URL.*|GATEWAY_PORT.*|AUTH_LEEWAY_SECONDS.*/);
    try {
      readGatewayConfig(bad);
    } catch (error) {
      const { message } = error as Error;
      for (const name of Object.keys(bad)) expect(message).toContain(name);
      expect(message).not.toMatch(/hunter2|70000|HS256,/);
    }
  });

  it('names every setting at once when all of them are wrong', () => {
    const names = settingsOf(gatewaySettings).map(({ name }) => name);
    const read = () => readGatewayConfig(Object.fromEntries(names.map((name) => [name, 'hunter2\u0007'])));
    for (const name of names) expect(read).toThrow(`${name} is not usable`);
    expect(read).not.toThrow('hunter2');
  });

  it.each(settingsOf(gatewaySettings).map(({ name }) => name))('names %s alone when it alone is wrong, and no value', (name) => {
    const read = () => readGatewayConfig({ ...DEVELOPMENT, [name]: 'hunter2\u0007' });
    expect(read).toThrow(new RegExp(`^The configuration cannot be used: ${name} is not usable \\([^{}]*\\)\\.$`));
    expect(read).not.toThrow('hunter2');
  });

  it('names what does not go together beside what is wrong in itself, and nothing that only seems to be missing', () => {
    const both = { AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: publicPem, AUTH_PUBLIC_KEY_FILE: keyFile };
    const read = () =>
      readGatewayConfig({
        ...PRODUCTION,
        ...both,
        AUTH_LEEWAY_SECONDS: 'x',
        GATEWAY_METRICS_PORT: '3000',
        REDIS_URL: 'x',
        QUEUE_DASHBOARD_ORGS: '0',
      });
    for (const name of ['AUTH_LEEWAY_SECONDS', 'AUTH_PUBLIC_KEY_FILE', 'GATEWAY_METRICS_PORT'])
      expect(read).toThrow(`${name} is not usable`);
    expect(read).not.toThrow('expected the Redis of the workers');
    expect(() => readGatewayConfig({ ...DEVELOPMENT, AUTH_MODE: 'x' })).not.toThrow(/AUTH_ISSUER|AUTH_JWKS_URL/);
  });

  it.each([
    ['an Ed25519 key', publicPem, 'RS256', 'EdDSA, Ed25519'],
    ['an RSA key', rsaPem, 'ES256,EdDSA', 'RS256, RS384'],
    ['a key on the curve P-384', p384Pem, 'ES256', 'ES384'],
  ])('does not start with %s that no accepted algorithm is for, and names both settings', (_what, pem, algorithms, fitting) => {
    const settings = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: pem };
    const read = () => readGatewayConfig({ ...settings, AUTH_ALGORITHMS: algorithms });
    expect(read).toThrow(/AUTH_ALGORITHMS is not usable \(expected an algorithm that the key in AUTH_PUBLIC_KEY can verify: /);
    expect(read).toThrow(fitting);
    expect(() => readGatewayConfig({ ...settings, AUTH_ALGORITHMS: `${algorithms},${fitting}` })).not.toThrow();
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['AUTH_PUBLIC_KEY_FILE', { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: publicPem, AUTH_PUBLIC_KEY_FILE: keyFile }],
    ['GATEWAY_METRICS_PORT', { ...DEVELOPMENT, GATEWAY_PORT: '4000', GATEWAY_METRICS_PORT: '4000' }],
    ...['0.0.0.0/0', '::/0', '10.0.0.0/8, 0.0.0.0/1', '2000::/3'].map((networks): [string, NodeJS.ProcessEnv] => [
      'GATEWAY_TRUSTED_PROXIES',
      { ...DEVELOPMENT, GATEWAY_TRUSTED_PROXIES: networks },
    ]),
    ['SEALING_KEYS', { ...DEVELOPMENT, SEALING_KEYS: `a:${Buffer.alloc(32).toString('base64')}` }],
    [
      'SEALING_KEYS',
      {
        ...PRODUCTION,
        AUTH_MODE: 'public-key',
        AUTH_PUBLIC_KEY_FILE: keyFile,
        SEALING_KEYS: `a:${Buffer.alloc(32, 9).toString('base64')}`,
      },
    ],
    ['GATEWAY_HOST', { ...DEVELOPMENT, GATEWAY_HOST: 'not a host' }],
    ['REDIS_URL', { ...DEVELOPMENT, REDIS_URL: 'redis://:100%@redis' }],
    ['AUTH_DEVELOPMENT_KEY_FILE', { DATABASE_URL: DEVELOPMENT.DATABASE_URL, AUTH_DEVELOPMENT_KEY_FILE: '/nope' }],
  ])('does not take %s without a word', (name, env) => {
    expect(() => readGatewayConfig(env)).toThrow(new RegExp(`^The configuration cannot be used: ${name} is not usable \\([^{}]*\\)\\.$`));
  });

  it('takes a path and a secret with the line break that a file ends with', () => {
    expect(() =>
      readGatewayConfig({ ...DEVELOPMENT, AUTH_DEVELOPMENT_KEY_FILE: `${keyFile}\n`, AUTH_AUDIENCE: 'countersign\n' }),
    ).not.toThrow();
  });

  it.each([
    ['AUTH_DEVELOPMENT_KEY_FILE', { ...DEVELOPMENT, AUTH_DEVELOPMENT_KEY_FILE: join(folder, 'missing.pem') }],
    ['AUTH_DEVELOPMENT_KEY_FILE', { ...DEVELOPMENT, AUTH_DEVELOPMENT_KEY_FILE: privateFile }],
    ['AUTH_DEVELOPMENT_KEY_FILE', { DATABASE_URL: DEVELOPMENT.DATABASE_URL }],
    ['AUTH_MODE', { ...DEVELOPMENT, NODE_ENV: 'production' }],
    ['AUTH_ALGORITHMS', { ...DEVELOPMENT, AUTH_ALGORITHMS: 'none' }],
    ['AUTH_ALGORITHMS', { ...DEVELOPMENT, AUTH_ALGORITHMS: 'RS256,HS256' }],
    ['AUTH_JWKS_URL', { ...PRODUCTION, AUTH_MODE: 'jwks' }],
    ['AUTH_JWKS_URL', { ...PRODUCTION, AUTH_MODE: 'jwks', AUTH_JWKS_URL: 'http://id.example.com/keys' }],
    ['AUTH_ISSUER', { ...PRODUCTION, AUTH_ISSUER: '', AUTH_MODE: 'jwks', AUTH_JWKS_URL: 'https://id.example.com/keys' }],
    ['AUTH_PUBLIC_KEY', { ...PRODUCTION, AUTH_MODE: 'public-key' }],
    ['SEALING_KEYS', { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile, SEALING_KEYS: '' }],
    ['SEALING_KEYS', { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile, SEALING_KEYS: SAMPLE_SEALING_KEY }],
    ['SEALING_KEYS', { ...DEVELOPMENT, SEALING_KEYS: 'hunter2' }],
    ['AUTH_PUBLIC_KEY', { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: 'not a key' }],
    ['AUTH_PUBLIC_KEY', { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: weakPem }],
    ['AUTH_JWKS_MAX_AGE_SECONDS', { ...DEVELOPMENT, AUTH_JWKS_MAX_AGE_SECONDS: '86400' }],
    ['AUTH_TOKEN_TYPE', { ...DEVELOPMENT, AUTH_TOKEN_TYPE: 'id_token' }],
    ['AUTH_DEVELOPMENT_SIGNING_KEY_FILE', { ...DEVELOPMENT, AUTH_DEVELOPMENT_SIGNING_KEY_FILE: keyFile }],
    ['AUTH_DEVELOPMENT_SIGNING_KEY_FILE', { ...DEVELOPMENT, AUTH_DEVELOPMENT_SIGNING_KEY_FILE: otherPrivateFile }],
    [
      'AUTH_DEVELOPMENT_SIGNING_KEY_FILE',
      { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile, AUTH_DEVELOPMENT_SIGNING_KEY_FILE: privateFile },
    ],
    ['CONSOLE_OIDC_AUTHORITY', { ...DEVELOPMENT, CONSOLE_OIDC_CLIENT_ID: 'console' }],
    ['REDIS_URL', { ...DEVELOPMENT, QUEUE_DASHBOARD_ORGS: '0' }],
    ['QUEUE_DASHBOARD_ORGS', { ...DEVELOPMENT, QUEUE_DASHBOARD_ORGS: 'all' }],
    [
      'CONSOLE_OIDC_AUTHORITY',
      {
        ...PRODUCTION,
        AUTH_MODE: 'public-key',
        AUTH_PUBLIC_KEY_FILE: keyFile,
        CONSOLE_OIDC_CLIENT_ID: 'console',
        CONSOLE_OIDC_AUTHORITY: 'http://id.example.com',
      },
    ],
  ])('names %s when it cannot be used', (name, env) => {
    expect(() => readGatewayConfig(env)).toThrow(new RegExp(`${name} is (missing|not usable)`));
  });

  it('refuses webhooks to this machine in production', () => {
    const settings = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile, WEBHOOK_ALLOW_LOOPBACK: 'true' };
    expect(() => readGatewayConfig(settings)).toThrow(/WEBHOOK_ALLOW_LOOPBACK/);
    expect(readGatewayConfig({ ...settings, WEBHOOK_ALLOW_LOOPBACK: 'false' }).allowLoopbackWebhooks).toBe(false);
  });

  it('refuses a database password in production that everybody knows, and does not repeat it', () => {
    const settings = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile };
    const start = (password: string) => () =>
      readGatewayConfig({ ...settings, DATABASE_URL: `postgresql://gateway:${password}@db/countersign` });
    for (const password of ['change-me', 'secret', 'countersign', 'postgres', 'tooShort'])
      expect(start(password)).toThrow(/DATABASE_URL is not usable \(expected a secret/);
    expect(start('change-me')).not.toThrow(/change-me/);
    expect(start('kV3v9Qm2xT7p')).not.toThrow();
    expect(() => readGatewayConfig({ ...DEVELOPMENT, DATABASE_URL: 'postgresql://gateway:secret@db/countersign' })).not.toThrow();
  });

  it('refuses the development issuer in production under any name', () => {
    const settings = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile };
    expect(() => readGatewayConfig({ ...settings, AUTH_ISSUER: 'countersign-development' })).toThrow(/AUTH_ISSUER is not usable/);
    const developmentKey = join(folder, '.countersign', 'public.pem');
    mkdirSync(join(folder, '.countersign'));
    writeFileSync(developmentKey, publicPem);
    expect(() => readGatewayConfig({ ...settings, AUTH_PUBLIC_KEY_FILE: developmentKey })).toThrow(/AUTH_PUBLIC_KEY_FILE is not usable/);
  });

  it('lets people sign in to the console as anybody in development, at an identity provider where it has a client id, and by a token else', () => {
    expect(readGatewayConfig(DEVELOPMENT).console.signIn).toEqual({ kind: 'paste' });
    const signing = readGatewayConfig({
      ...DEVELOPMENT,
      AUTH_DEVELOPMENT_SIGNING_KEY_FILE: privateFile,
      CONSOLE_OIDC_CLIENT_ID: 'console',
    });
    expect(signing.console.signIn.kind).toBe('development');
    const settings = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY_FILE: keyFile, CONSOLE_OIDC_CLIENT_ID: 'console' };
    const oidc = { kind: 'oidc', clientId: 'console', scope: 'openid' };
    expect(readGatewayConfig(settings).console.signIn).toEqual({ ...oidc, authority: 'https://id.example.com' });
    const elsewhere = { CONSOLE_OIDC_AUTHORITY: 'https://login.example.com/one', CONSOLE_OIDC_RESOURCE: 'urn:countersign' };
    expect(readGatewayConfig({ ...settings, ...elsewhere }).console.signIn).toEqual({
      ...oidc,
      authority: 'https://login.example.com/one',
      resource: 'urn:countersign',
    });
  });

  it('takes a public key with its line breaks written out', () => {
    const env = { ...PRODUCTION, AUTH_MODE: 'public-key', AUTH_PUBLIC_KEY: publicPem.trim().replaceAll('\n', '\\n') };
    expect(readGatewayConfig(env).auth).toMatchObject({ issuer: 'https://id.example.com', key: { kind: 'public-key' } });
  });

  it('is documented setting by setting in .env.example', () => {
    const example = readFileSync(join(__dirname, '../.env.example'), 'utf8');
    expect(undocumentedSettings(gatewaySettings, example)).toEqual([]);
    expect(unknownSettings([gatewaySettings], example)).toEqual([]);
  });
});

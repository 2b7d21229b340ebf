import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_SEALING_KEY, Sealing, settingsOf, undocumentedSettings, unknownSettings } from '@countersign/config';
import { CONNECTOR_PLACE } from './sealed-connectors';
import { readWorkerConfig } from './worker.config';
import { workerSettings } from './worker.settings';

const envExample = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
const SEALING_KEY = randomBytes(32);
const signingKeyFile = join(mkdtempSync(join(tmpdir(), 'worker-config-')), 'key.pem');
writeFileSync(signingKeyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const sound = { DATABASE_URL: 'postgresql://127.0.0.1/countersign', LOYALTY_BASE_URL: 'http://127.0.0.1:3001' };

describe('the configuration of the worker', () => {
  it('names all wrong settings at once, never a value', () => {
    const value = 'hunter2\u0007';
    const names = settingsOf(workerSettings).map(({ name }) => name);
    const message = messageFor(Object.fromEntries(names.map((name) => [name, value])));
    for (const name of names) expect(message).toContain(`${name} is not usable`);
    expect(message).not.toContain('hunter2');
  });

  it.each(settingsOf(workerSettings).map(({ name }) => name))('names %s alone when it alone is wrong, and no value', (name) => {
    const message = messageFor({ ...sound, [name]: 'hunter2\u0007' });
    expect(message).toMatch(new RegExp(`^The configuration cannot be used: ${name} is not usable \\([^{}]*\\)\\.$`));
    expect(message).not.toContain('hunter2');
  });

  it('names what does not go together beside what is wrong in itself, and nothing that only seems to be missing', () => {
    const message = messageFor({
      DATABASE_URL: 'hunter2',
      WORKER_LEASE_MS: '7s',
      SMTP_URL: 'smtp://mail.shop.example',
      LOYALTY_CONNECTORS: '{',
      AUDIT_CHECKPOINT_FILE: 'checkpoints.jsonl',
      WORKER_METRICS_PORT: '3002',
    });
    const named = ['DATABASE_URL', 'WORKER_LEASE_MS', 'SMTP_FROM', 'LOYALTY_CONNECTORS', 'AUDIT_SIGNING_KEY_FILE', 'WORKER_METRICS_PORT'];
    expect(named.filter((name) => !new RegExp(`${name} is (missing|not usable)`).test(message))).toEqual([]);
    expect(message).not.toMatch(/hunter2|7s|LOYALTY_BASE_URL is/);
  });

  it.each([
    ['LOYALTY_AUTHORIZATION', { LOYALTY_AUTHORIZATION: 'Basic pässwörd' }],
    ['LOYALTY_AUTHORIZATION', { LOYALTY_AUTHORIZATION: 'Basic one\nX-Evil: two' }],
    ['LOYALTY_BASE_URL', { LOYALTY_BASE_URL: 'http://till:hunter2@127.0.0.1:3001' }],
    ['LOYALTY_BASE_URL', { LOYALTY_BASE_URL: 'http://127.0.0.1:3001?key=hunter2' }],
    ['LOYALTY_CONNECTORS', { LOYALTY_CONNECTORS: '{"007":{"baseUrl":"http://127.0.0.1:3001"}}' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://till:100%@mail.shop.example', SMTP_FROM: 'till@shop.example' }],
    ['REDIS_URL', { REDIS_URL: 'redis://:100%@127.0.0.1' }],
    ['WORKER_HEALTH_HOST', { WORKER_HEALTH_HOST: '1.2.3' }],
    ['AUDIT_SIGNING_KEY_FILE', { AUDIT_SIGNING_KEY_FILE: '/nope', AUDIT_CHECKPOINT_FILE: '/tmp/checkpoints.jsonl' }],
    ['AUDIT_CHECKPOINT_FILE', { AUDIT_SIGNING_KEY_FILE: signingKeyFile, AUDIT_CHECKPOINT_FILE: '/tmp' }],
    ['WORKER_METRICS_PORT', { WORKER_METRICS_PORT: '3002' }],
    ['SEALING_KEYS', { SEALING_KEYS: `a:${Buffer.alloc(32).toString('base64')}` }],
  ])('says in one sentence that %s cannot be used, and no value', (name, settings) => {
    const message = messageFor({ ...sound, ...settings });
    expect(message).toMatch(new RegExp(`^The configuration cannot be used: ${name} is not usable \\([^{}]*\\)\\.$`));
    expect(message).not.toMatch(/hunter2|pässwörd|X-Evil|100%@/);
  });

  it('takes a secret with the line break that its file ends with', () => {
    expect(readWorkerConfig({ ...sound, LOYALTY_AUTHORIZATION: 'Basic abcdefgh\n' }).connectors.default?.authorization).toBe(
      'Basic abcdefgh',
    );
  });

  it('keeps the credentials inside a connector to itself', () => {
    const message = messageFor({ ...sound, LOYALTY_CONNECTORS: '{"7":{"authorization":"Basic hunter2"}}' });
    expect(message).toContain('LOYALTY_CONNECTORS is not usable (at 7.baseUrl');
    expect(message).not.toContain('hunter2');
  });

  it('opens the credentials that are sealed, and names those that it cannot open', () => {
    const SEALING_KEYS = `2026:${SEALING_KEY.toString('base64')}`;
    const seal = (text: string) => new Sealing([{ id: '2026', key: SEALING_KEY }]).seal(text, CONNECTOR_PLACE);
    const connector = {
      baseUrl: 'http://127.0.0.1:3001',
      authorization: seal('Basic hunter2'),
      headers: { 'X-Key': seal('k'), 'X-Team': 'crm' },
    };
    const env = { ...sound, SEALING_KEYS, LOYALTY_AUTHORIZATION: seal('Bearer b'), LOYALTY_CONNECTORS: JSON.stringify({ '7': connector }) };
    const { connectors } = readWorkerConfig(env);
    expect(connectors.default?.authorization).toBe('Bearer b');
    expect(connectors.orgs['7']).toMatchObject({ authorization: 'Basic hunter2', headers: { 'X-Key': 'k', 'X-Team': 'crm' } });
    const message = messageFor({ ...env, SEALING_KEYS: `2027:${SEALING_KEY.toString('base64')}` });
    expect(message).toContain('LOYALTY_AUTHORIZATION is not usable (a sealed text cannot be opened: key 2026 is not among SEALING_KEYS');
    expect(message).toContain('at 7.authorization: a sealed text cannot be opened');
    const smuggling = { '7': { ...connector, authorization: seal('Basic a\r\nX-Evil: 1') } };
    expect(messageFor({ ...env, LOYALTY_CONNECTORS: JSON.stringify(smuggling) })).toContain(
      'expected visible ASCII characters under the seal',
    );
  });

  it('starts in production with keys of its own alone', () => {
    const production = { ...sound, NODE_ENV: 'production' };
    expect(messageFor(production)).toContain('SEALING_KEYS is missing');
    expect(messageFor({ ...production, SEALING_KEYS: SAMPLE_SEALING_KEY })).toContain(
      'SEALING_KEYS is not usable (expected keys of your own',
    );
    const repeating = `a:${Buffer.alloc(32, 3).toString('base64')}`;
    expect(messageFor({ ...production, SEALING_KEYS: repeating })).toContain('SEALING_KEYS is not usable');
    expect(() => readWorkerConfig({ ...production, SEALING_KEYS: `a:${SEALING_KEY.toString('base64')}` })).not.toThrow();
  });

  it('asks for a loyalty API, by default or for an org', () => {
    const { DATABASE_URL } = sound;
    expect(messageFor({ DATABASE_URL })).toContain('LOYALTY_BASE_URL is missing');
    expect(
      readWorkerConfig({ DATABASE_URL, LOYALTY_CONNECTORS: '{"7":{"baseUrl":"http://127.0.0.1:3001"}}' }).connectors.default,
    ).toBeUndefined();
  });

  it('lets webhooks reach this machine in development, never in production', () => {
    const env = { ...sound, WEBHOOK_ALLOW_LOOPBACK: 'true' };
    expect(readWorkerConfig(env).allowLoopbackWebhooks).toBe(true);
    expect(messageFor({ ...env, NODE_ENV: 'production' })).toContain('WEBHOOK_ALLOW_LOOPBACK is not usable (expected false in production)');
  });

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://countersign:change-me@127.0.0.1/countersign' }],
    ['REDIS_URL', { REDIS_URL: 'redis://:password@127.0.0.1:6379' }],
    ['LOYALTY_AUTHORIZATION', { LOYALTY_AUTHORIZATION: 'Basic change-me' }],
    ['LOYALTY_AUTHORIZATION', { LOYALTY_AUTHORIZATION: `Basic ${Buffer.from('till.1:secret').toString('base64')}` }],
    ['LOYALTY_CONNECTORS', { LOYALTY_CONNECTORS: '{"7":{"baseUrl":"https://loyalty.example.com","authorization":"Basic change-me"}}' }],
  ])('refuses a secret in %s that everybody knows in production, and does not repeat it', (name, secrets) => {
    readWorkerConfig({ ...sound, ...secrets });
    const message = messageFor({ ...sound, ...secrets, NODE_ENV: 'production' });
    expect(message).toContain(`${name} is not usable`);
    expect(message).not.toMatch(/change-me|password|dGlsbC4x/);
  });

  it('refuses every secret of .env.example in production', () => {
    for (const [, name = '', value] of envExample.matchAll(/^(?:# )?([A-Z_]+)=(.*change-me.*)$/gm))
      expect(messageFor({ ...sound, [name]: value, NODE_ENV: 'production' })).toContain(`${name} is not usable`);
  });

  it('seals the journal with a key and a file outside, never with one of them alone', () => {
    expect(readWorkerConfig(sound).sealing).toBeUndefined();
    const env = { ...sound, AUDIT_SIGNING_KEY_FILE: signingKeyFile, AUDIT_CHECKPOINT_FILE: 'checkpoints.jsonl' };
    expect(readWorkerConfig(env).sealing).toMatchObject({ key: { asymmetricKeyType: 'ed25519' }, checkpointFile: 'checkpoints.jsonl' });
    expect(messageFor({ ...env, AUDIT_CHECKPOINT_FILE: '' })).toContain('AUDIT_CHECKPOINT_FILE is missing');
    expect(messageFor({ ...env, AUDIT_SIGNING_KEY_FILE: '' })).toContain('AUDIT_SIGNING_KEY_FILE is missing');
    expect(messageFor({ ...env, AUDIT_LOG_NAME: 'two words' })).toContain('AUDIT_LOG_NAME is not usable');
  });

  it('begins no call with less than a quarter of the lease left', () => {
    expect(readWorkerConfig({ ...sound, WORKER_LEASE_MS: '20000' }).lease).toEqual({ leaseMs: 20_000, leastLeftMs: 5_000 });
  });

  it('wants a mail server and a sender together', () => {
    expect(messageFor({ ...sound, SMTP_URL: 'smtp://mail.shop.example' })).toContain('SMTP_FROM is');
    expect(readWorkerConfig(sound).smtp).toBeUndefined();
  });

  it('is documented in .env.example, setting by setting', () => {
    expect(undocumentedSettings(workerSettings, envExample)).toEqual([]);
    expect(unknownSettings([workerSettings], envExample)).toEqual([]);
  });

  it('has the defaults that .env.example shows', () => {
    const shown: NodeJS.ProcessEnv = Object.fromEntries(
      [...envExample.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    const { DATABASE_URL, LOYALTY_BASE_URL } = shown;
    expect(readWorkerConfig(shown)).toEqual(readWorkerConfig({ DATABASE_URL, LOYALTY_BASE_URL }));
  });
});

function messageFor(env: NodeJS.ProcessEnv): string {
  try {
    readWorkerConfig(env);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('the settings were accepted');
}

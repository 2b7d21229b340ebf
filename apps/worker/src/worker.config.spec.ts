import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_SEALING_KEY, Sealing, settingsOf, undocumentedSettings, unknownSettings } from '@countersign/config';
import { CONNECTOR_PLACE } from './sealed-connectors';
import { readWorkerConfig, workerSettings } from './worker.config';

const envExample = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
const sound = { DATABASE_URL: 'postgresql://127.0.0.1/countersign', LOYALTY_BASE_URL: 'http://127.0.0.1:3001' };

describe('the configuration of the worker', () => {
  it('names all wrong settings at once, never a value', () => {
    const value = 'hunter2';
    const names = settingsOf(workerSettings)
      .map(({ name }) => name)
      // These take any text.
      .filter((name) => !['WORKER_HEALTH_HOST', 'QUEUE_PREFIX', 'LOYALTY_AUTHORIZATION'].includes(name));
    const message = messageFor(Object.fromEntries(names.map((name) => [name, value])));
    for (const name of names) expect(message).toContain(`${name} is not usable`);
    expect(message).not.toContain(value);
  });

  it('keeps the credentials inside a connector to itself', () => {
    const message = messageFor({ ...sound, LOYALTY_CONNECTORS: '{"7":{"authorization":"Basic hunter2"}}' });
    expect(message).toContain('LOYALTY_CONNECTORS is not usable (at 7.baseUrl');
    expect(message).not.toContain('hunter2');
  });

  it('opens the credentials that are sealed, and names those that it cannot open', () => {
    const SEALING_KEYS = `2026:${Buffer.alloc(32, 3).toString('base64')}`;
    const seal = (text: string) => new Sealing([{ id: '2026', key: Buffer.alloc(32, 3) }]).seal(text, CONNECTOR_PLACE);
    const connector = {
      baseUrl: 'http://127.0.0.1:3001',
      authorization: seal('Basic hunter2'),
      headers: { 'X-Key': seal('k'), 'X-Team': 'crm' },
    };
    const env = { ...sound, SEALING_KEYS, LOYALTY_AUTHORIZATION: seal('Bearer b'), LOYALTY_CONNECTORS: JSON.stringify({ '7': connector }) };
    const { connectors } = readWorkerConfig(env);
    expect(connectors.default?.authorization).toBe('Bearer b');
    expect(connectors.orgs['7']).toMatchObject({ authorization: 'Basic hunter2', headers: { 'X-Key': 'k', 'X-Team': 'crm' } });
    const message = messageFor({ ...env, SEALING_KEYS: `2027:${Buffer.alloc(32, 3).toString('base64')}` });
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
    expect(messageFor({ ...production, SEALING_KEYS: SAMPLE_SEALING_KEY })).toContain('SEALING_KEYS is not usable');
    expect(() => readWorkerConfig({ ...production, SEALING_KEYS: `a:${Buffer.alloc(32, 3).toString('base64')}` })).not.toThrow();
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

  it('begins no call with less than a quarter of the lease left', () => {
    expect(readWorkerConfig({ ...sound, WORKER_LEASE_MS: '20000' }).lease).toEqual({ leaseMs: 20_000, leastLeftMs: 5_000 });
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

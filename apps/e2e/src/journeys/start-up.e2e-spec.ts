import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { createDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { ensureIssuerKeys, migrate } from '@countersign/local-stack';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../support/program';

const GATEWAY = 'apps/api-gateway/dist/main.js';
const WORKER = 'apps/worker/dist/main.js';
const SANDBOX = 'apps/loyalty-sandbox/dist/main.js';

describe('an app that cannot start', () => {
  let folder: string;
  let database: TestDatabase;
  let taken: Server;
  let port: string;
  let signingKeyFile: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'start-up-'));
    database = await createDatabase(testPostgresUrl());
    await migrate(database.url, folder);
    signingKeyFile = path.join(folder, 'audit.pem');
    await writeFile(signingKeyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = String((taken.address() as { readonly port: number }).port);
  });
  afterAll(async () => {
    taken.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it.each([
    [GATEWAY, { DATABASE_URL: 'mysql://someone:hunter2@db/x', GATEWAY_PORT: '99999' }, ['DATABASE_URL', 'GATEWAY_PORT'], /hunter2|99999/],
    [
      WORKER,
      { DATABASE_URL: '', WORKER_LEASE_MS: '7s', REDIS_URL: 'hunter2' },
      ['DATABASE_URL', 'WORKER_LEASE_MS', 'REDIS_URL'],
      /7s|hunter2/,
    ],
    [SANDBOX, { SANDBOX_PORT: 'hunter2' }, ['SANDBOX_PORT'], /hunter2/],
    ['apps/worker/dist/migrate.js', {}, ['DATABASE_URL'], /undefined/],
  ])('%s names every wrong setting, never a value, and ends with 1', async (script, settings, names, values) => {
    const { exitCode, output } = await runProgram(script, [], settings);
    expect(exitCode).toBe(1);
    expect(names.filter((name) => !output.includes(name))).toEqual([]);
    expect(output).not.toMatch(values);
  });

  it.each([
    ['gateway', GATEWAY],
    ['worker', WORKER],
  ])('says in production that the %s has no role of its own behind the wall between orgs', async (app, script) => {
    const keys = await ensureIssuerKeys(folder);
    const { exitCode, output } = await runProgram(script, [], {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      AUTH_MODE: 'public-key',
      AUTH_PUBLIC_KEY_FILE: keys.publicKeyFile,
      AUTH_ISSUER: 'https://id.example.com',
      SEALING_KEYS: keys.sealingKeys,
      LOYALTY_BASE_URL: 'http://127.0.0.1:9',
      GATEWAY_PORT: '0',
      WORKER_HEALTH_PORT: '0',
      LOG_LEVEL: 'silent',
    });
    expect(exitCode).toBe(1);
    expect(output.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`a superuser.*in role countersign_${app}`))]);
  });

  it.each([
    ['GATEWAY_PORT', GATEWAY],
    ['WORKER_HEALTH_PORT', WORKER],
    ['SANDBOX_PORT', SANDBOX],
  ])('tells in one sentence that the port of %s is taken', async (setting, script) => {
    const keys = await ensureIssuerKeys(folder);
    const { exitCode, output } = await runProgram(script, [], {
      DATABASE_URL: database.url,
      AUTH_DEVELOPMENT_KEY_FILE: keys.publicKeyFile,
      LOYALTY_BASE_URL: 'http://127.0.0.1:9',
      SANDBOX_LEDGER_FILE: path.join(folder, 'ledger.jsonl'),
      LOG_LEVEL: 'silent',
      [setting]: port,
    });
    expect(exitCode).toBe(1);
    expect(output.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`port ${port} .*${setting}`, 'i'))]);
  });

  describe.each([
    ['gateway', GATEWAY, 'GATEWAY'],
    ['worker', WORKER, 'WORKER_HEALTH'],
  ])('the %s', (_app, script, prefix) => {
    const elsewhere = (url: string, change: (url: URL) => void): string => {
      const other = new URL(url);
      change(other);
      return other.href;
    };

    it.each<[string, (url: string) => Readonly<Record<string, string>>, RegExp]>([
      [
        'PostgreSQL is away',
        () => ({ DATABASE_URL: 'postgres://till:hunter2@127.0.0.1:1/x' }),
        /PostgreSQL at 127\.0\.0\.1:1 .*DATABASE_URL/,
      ],
      [
        'nobody has migrated',
        (url) => ({ DATABASE_URL: elsewhere(url, (one) => (one.pathname = '/postgres')) }),
        /DATABASE_URL.*not migrated.*migrate\.js/,
      ],
      [
        'it is not let in',
        (url) => ({ DATABASE_URL: elsewhere(url, (one) => ([one.username, one.password] = ['nobody-here', 'hunter2'])) }),
        /refuses the login in DATABASE_URL/,
      ],
      ['its address is not of this machine', () => ({ [`${prefix}_HOST`]: '192.0.2.1' }), new RegExp(`${prefix}_HOST`)],
      ['a key file is not there', () => ({ AUTH_DEVELOPMENT_KEY_FILE: '/nope', AUDIT_SIGNING_KEY_FILE: '/nope' }), /(KEY_FILE|FILE) is/],
    ])('says in one JSON line what to change when %s', async (_what, settings, sentence) => {
      const keys = await ensureIssuerKeys(folder);
      const { exitCode, output } = await runProgram(script, [], {
        DATABASE_URL: database.url,
        AUTH_DEVELOPMENT_KEY_FILE: keys.publicKeyFile,
        LOYALTY_BASE_URL: 'http://127.0.0.1:9',
        AUDIT_CHECKPOINT_FILE: path.join(folder, 'checkpoints.jsonl'),
        AUDIT_SIGNING_KEY_FILE: signingKeyFile,
        GATEWAY_PORT: '0',
        WORKER_HEALTH_PORT: '0',
        LOG_LEVEL: 'error',
        ...settings(database.url),
      });
      expect(exitCode).toBe(1);
      // What went wrong before may be in the log as well, on another stream; the reason is the one fatal line, and every line is JSON.
      const lines = output.trim().split('\n');
      const [line = '', ...others] = lines.filter((one) => one.includes('"level":"fatal"'));
      expect(others).toEqual([]);
      expect(lines.filter((one) => !one.startsWith('{'))).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ level: 'fatal', msg: expect.stringMatching(sentence) });
      expect(output).not.toContain('hunter2');
      expect(line).not.toMatch(/"stack"|Idempotency-Key/);
    });
  });
});

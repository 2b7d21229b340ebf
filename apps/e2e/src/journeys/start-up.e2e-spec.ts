import { createServer, type Server } from 'node:net';
import { createDatabase, type TestDatabase, testPostgresUrl } from '@countersign/local-servers';
import { ensureIssuerKeys, migrate } from '@countersign/local-stack';
import { mkdtemp, rm } from 'node:fs/promises';
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
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'start-up-'));
    database = await createDatabase(testPostgresUrl());
    await migrate(database.url, folder);
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
});

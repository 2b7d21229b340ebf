import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase, type TestDatabase, testPostgresUrl, waitFor } from '@countersign/local-servers';
import { ensureIssuerKeys, migrate } from '@countersign/local-stack';
import { type RunningProgram, startProgram } from '../support/program';

const APPS = [
  ['the gateway', 'apps/api-gateway/dist/main.js', 'api-gateway listening on'],
  ['the worker', 'apps/worker/dist/main.js', 'worker started'],
] as const;

describe('a signal to stop', () => {
  const running: RunningProgram[] = [];
  let folder: string;
  let database: TestDatabase;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'stop-signals-'));
    database = await createDatabase(testPostgresUrl());
    await migrate(database.url, folder);
    settings = {
      DATABASE_URL: database.url,
      AUTH_DEVELOPMENT_KEY_FILE: (await ensureIssuerKeys(folder)).publicKeyFile,
      LOYALTY_BASE_URL: 'http://127.0.0.1:9',
      GATEWAY_PORT: '0',
      GATEWAY_DRAIN_SECONDS: '1',
      WORKER_HEALTH_PORT: '0',
      LOG_LEVEL: 'info',
    };
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  function start(script: string, own: Readonly<Record<string, string>> = {}): RunningProgram {
    const program = startProgram(script, [], { ...settings, ...own });
    running.push(program);
    return program;
  }

  it.each(APPS)(
    'ends %s in order and once, whether it is SIGTERM or SIGINT, also when the other one follows',
    async (_app, script, started) => {
      const orders = [['SIGTERM', 'SIGINT'] as const, ['SIGINT', 'SIGTERM'] as const];
      const all = orders.map((signals) => ({ signals, program: start(script) }));
      for (const { signals, program } of all) {
        await waitFor(() => program.output().includes(started), { what: `${script} to start`, deadlineMs: 30_000 });
        // As a terminal says it, and whoever started the app once more.
        for (const signal of signals) program.child.kill(signal);
      }
      const ends = await Promise.all(all.map(({ program }) => program.ended));
      expect(ends.map(({ exitCode, signal }) => ({ exitCode, signal }))).toEqual(all.map(() => ({ exitCode: 0, signal: null })));
      for (const { output } of ends) {
        expect(output).not.toMatch(/"level":"(?:error|fatal)"/);
        expect(output.split('stopping: not ready any more').length).toBeLessThanOrEqual(2);
      }
    },
  );

  it.each(APPS)('ends %s while it still starts, over a database that hangs', async (_app, script) => {
    const connections: Socket[] = [];
    const hanging: Server = createServer((connection) => connections.push(connection.on('error', () => undefined)));
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const { port } = hanging.address() as { readonly port: number };
    try {
      const program = start(script, { DATABASE_URL: `postgres://one:two@127.0.0.1:${port}/x` });
      await waitFor(() => connections.length > 0, { what: 'the app to look for its database', deadlineMs: 30_000 });
      const { child } = program;
      child.kill('SIGTERM');
      await waitFor(() => child.exitCode !== null || child.signalCode !== null, { what: 'the end of the app', deadlineMs: 1_000 });
      expect(program.output()).not.toContain('two@');
    } finally {
      hanging.close();
      for (const connection of connections) connection.destroy();
    }
  });
});

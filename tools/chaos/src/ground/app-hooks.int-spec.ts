import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@countersign/local-servers';
import { type ChildApp, startApp } from '@countersign/local-stack';
import { request } from 'undici';
import { AppHooks } from './app-hooks';

/** Answers with what it takes for the time. */
const APP = `
  const { createServer } = require('node:http');
  createServer((_, response) => {
    const times = [Date.now(), new Date().getTime(), Date.parse(Date())];
    response.end(JSON.stringify({ times, isDate: new Date() instanceof Date, given: new Date(7).getTime() }));
  }).listen(Number(process.env.PORT), '127.0.0.1');`;

const SOURCE = path.resolve(__dirname, '../in-app/fault-hooks.ts');
const TYPESCRIPT = path.resolve(__dirname, '../../../local-servers/src/jest/typescript-child.cjs');
const HOUR_MS = 3_600_000;

describe('hooks in a running app', () => {
  let folder: string;
  let hooks: AppHooks;
  let app: ChildApp;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'app-hooks-'));
    const entry = path.join(folder, 'app.js');
    await writeFile(entry, APP);
    hooks = new AppHooks(path.join(folder, 'hooks'), [TYPESCRIPT, SOURCE]);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { ...hooks.environment, PORT: String(port) };
    app = await startApp({ name: 'app', entry, env, logFile: path.join(folder, 'app.log'), readyUrl: url });
  }, 60_000);
  afterAll(async () => {
    await app.kill();
    await rm(folder, { recursive: true, force: true });
  });

  interface Told {
    readonly times: readonly number[];
    readonly isDate: boolean;
    readonly given: number;
  }

  async function told(patienceMs = 20_000): Promise<Told> {
    const { body } = await request(url, { headersTimeout: patienceMs, reset: true });
    return (await body.json()) as Told;
  }

  it('let its clock jump ahead and back, in every way of asking for the time', async () => {
    await hooks.shiftClock(app, HOUR_MS);
    for (const time of (await told()).times) expect(Math.abs(time - Date.now() - HOUR_MS)).toBeLessThan(30_000);
    await hooks.shiftClock(app, 0);
    for (const time of (await told()).times) expect(Math.abs(time - Date.now())).toBeLessThan(30_000);
  });

  it('leave dates that are given alone', async () => {
    await hooks.shiftClock(app, HOUR_MS);
    expect(await told()).toMatchObject({ isDate: true, given: 7 });
    await hooks.shiftClock(app, 0);
  });

  it('stop its event loop with its connections open, until it may go on', async () => {
    const unblock = await hooks.blockEventLoop(app);
    await expect(told(1_500)).rejects.toThrow('Headers Timeout');
    await unblock();
    expect((await told()).isDate).toBe(true);
  });
});

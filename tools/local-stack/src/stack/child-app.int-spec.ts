import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, waitFor } from '@countersign/local-servers';
import { leavingWithParent } from './app-process';
import { type AppDeath, type AppOptions, type ChildApp, startApp } from './child-app';

let folder: string;
let started: ChildApp[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'countersign-app-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((app) => app.kill()));
  await rm(folder, { recursive: true });
});

const SERVES = `require('node:http').createServer((q, s) => s.end(process.env.ANSWER)).listen(process.env.PORT, '127.0.0.1');`;
const STOPS = `process.on('SIGTERM', () => process.exit(0));`;
const IGNORES = `process.on('SIGTERM', () => console.log('ignored'));`;

/** Starts a program as an app; `port` tells where it serves. */
async function start(source: string, options: Partial<AppOptions> = {}): Promise<{ app: ChildApp; port: number }> {
  const entry = path.join(folder, 'main.js');
  await writeFile(entry, source);
  const port = await freePort();
  const app = await startApp({
    name: 'trial',
    entry,
    env: { PORT: String(port), ANSWER: 'here' },
    logFile: path.join(folder, 'logs', 'trial.log'),
    readyUrl: `http://127.0.0.1:${port}/`,
    ...options,
  });
  started.push(app);
  return { app, port };
}

const answerOf = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();

describe('an app as a child process', () => {
  it('is ready when its start resolves, and gone when its stop does', async () => {
    const { app, port } = await start(SERVES + STOPS);
    expect(await answerOf(port)).toBe('here');
    expect(await app.stop()).toBe('stopped');
    expect(app.isRunning).toBe(false);
  });

  it('tells with the end of its log why it did not start', async () => {
    const failing = start(`console.log('reading settings'); console.error('trial: DATABASE_URL is missing'); process.exit(3);`);
    await expect(failing).rejects.toMatchObject({
      message: expect.stringMatching(/^trial ended with exit code 3 while it started; its log is .*trial\.log\.$/),
      logTail: ['reading settings', 'trial: DATABASE_URL is missing'],
    });
  });

  it('is killed when it does not become ready in time', async () => {
    const failing = start(`console.log(process.pid); setInterval(() => undefined, 1000);`, { readyMs: 500 });
    await expect(failing).rejects.toThrow('trial was not ready within 0.5 s');
    const pid = Number(await readFile(path.join(folder, 'logs', 'trial.log'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('is killed when it ignores the request to stop', async () => {
    const { app } = await start(SERVES + IGNORES, { stopMs: 300 });
    expect(await app.stop()).toBe('killed');
    expect(await readFile(app.logFile, 'utf8')).toBe('ignored\n');
  });

  it('reports a death that nobody asked for, and no other', async () => {
    const deaths: AppDeath[] = [];
    const { app } = await start(SERVES + STOPS, { onDeath: (death) => deaths.push(death) });
    await app.restart();
    await app.kill();
    await app.start();
    process.kill(app.pid ?? 0, 'SIGKILL');
    await waitFor(() => deaths.length > 0, { what: 'the death to be reported' });
    expect(deaths).toMatchObject([{ app: 'trial', message: expect.stringContaining('trial ended by SIGKILL') }]);
  });

  it('serves again after a crash with the settings that it had', async () => {
    const { app, port } = await start(SERVES);
    const before = app.pid;
    await app.kill();
    await app.start();
    expect(app.pid).not.toBe(before);
    expect(await answerOf(port)).toBe('here');
  });

  it('stops when the process that started it is killed', async () => {
    const entry = path.join(folder, 'main.js');
    await writeFile(entry, `setInterval(() => undefined, 1000); process.on('SIGTERM', () => process.exit(0)); process.send('up');`);
    const child = spawn(process.execPath, leavingWithParent(entry), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    await once(child, 'message');
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });
});

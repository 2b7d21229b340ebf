import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startOwnerProcess } from '../jest/owner-process';
import { removeTestFolder, testFolder } from '../jest/test-folders';
import { testPostgresUrl } from '../jest/test-servers.config';
import { freePort } from '../network/free-port';
import { isProcessAlive } from '../processes/process-state';
import type { PostgresServer } from './postgres-server';
import { removePostgres, startPostgres } from './start-postgres';

jest.setTimeout(60_000);

let folder: string;
/** Shared by the tests, each of which begins with whatever state the one before left: an initdb for each would take most of the time. */
let dataDir: string;

beforeAll(async () => {
  folder = await testFolder();
  dataDir = path.join(folder, 'postgres');
});

afterAll(async () => {
  await removeTestFolder(folder);
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function settingsOf(server: PostgresServer, ...names: string[]): Promise<unknown[]> {
  const rows = await query(server.url, 'SELECT name, setting FROM pg_settings');
  return names.map((name) => rows.find((row) => row['name'] === name)?.['setting']);
}

describe('starting PostgreSQL', () => {
  it('listens on loopback alone, on a free port, without a socket file', async () => {
    const server = await startPostgres({ dataDir });
    expect(await settingsOf(server, 'listen_addresses', 'unix_socket_directories')).toEqual(['127.0.0.1', '']);
    expect(new URL(server.url).port).toBe(String(server.port));
    expect(server.version).toMatch(/^\d+\.\d+$/);
  });

  it('is durable and checks its pages unless told otherwise', async () => {
    const server = await startPostgres({ dataDir });
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding'];
    expect(await settingsOf(server, ...names)).toEqual(['on', 'on', 'on', 'on', 'UTF8']);
  });

  it('takes the settings of the caller over its own', async () => {
    await (await startPostgres({ dataDir })).stop();
    const server = await startPostgres({ dataDir, durable: false, settings: { max_connections: 33, application_name: "o'clock" } });
    expect(await settingsOf(server, 'max_connections', 'fsync', 'application_name')).toEqual(['33', 'off', "o'clock"]);
    await server.stop();
  });

  it('refuses a wrong password and keeps the right one from other users of the machine', async () => {
    const server = await startPostgres({ dataDir });
    const wrong = server.url.replace(/:[^:@]+@/, ':guessed@');
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(path.join(server.dataDir, 'password'))).mode & 0o077).toBe(0);
  });

  it('writes its log where it is told to', async () => {
    await (await startPostgres({ dataDir })).stop();
    const logFile = path.join(folder, 'elsewhere.log');
    const server = await startPostgres({ dataDir, logFile });
    expect(server.logFile).toBe(logFile);
    expect(await readFile(logFile, 'utf8')).toContain('ready to accept connections');
  });

  it('names the port that another program holds', async () => {
    const port = Number(new URL(testPostgresUrl()).port);
    await expect(startPostgres({ dataDir, port })).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining(`Port ${String(port)}`) as string,
    });
  });

  it('starts afresh when an earlier initdb was cut short', async () => {
    const cutShort = path.join(folder, 'cut-short');
    await mkdir(path.join(cutShort, 'cluster.unfinished-1/base'), { recursive: true });
    await writeFile(path.join(cutShort, 'cluster.unfinished-1/PG_VERSION'), '18');
    const server = await startPostgres({ dataDir: cutShort, durable: false });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(cutShort)).not.toContain('cluster.unfinished-1');
    await removePostgres(cutShort);
  });

  it('refuses data of another major version in words', async () => {
    const server = await startPostgres({ dataDir });
    await server.stop();
    const version = path.join(server.dataDir, 'cluster/PG_VERSION');
    const made = await readFile(version, 'utf8');
    await writeFile(version, '12\n');
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({ code: 'data_version_mismatch' });
    await writeFile(version, made);
  });
});

describe('a PostgreSQL that is already there', () => {
  it('is adopted after its owner was killed', async () => {
    await (await startPostgres({ dataDir })).stop();
    const owner = await startOwnerProcess(
      `servers.startPostgres({ dataDir: ${JSON.stringify(dataDir)} }).then(({ url, pid }) => ({ url, pid }))`,
    );
    await owner.kill();
    const server = await startPostgres({ dataDir });
    expect(server.adopted).toBe(true);
    expect({ url: server.url, pid: server.pid }).toEqual(owner.result);
    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
  });

  it('is moved when another port is wished', async () => {
    const first = await startPostgres({ dataDir });
    const firstPid = first.pid;
    const port = await freePort();
    const second = await startPostgres({ dataDir, port });
    expect(second).toMatchObject({ port, adopted: false });
    expect(isProcessAlive(firstPid)).toBe(false);
  });

  it('is not taken for a stranger that now has its process number', async () => {
    const server = await startPostgres({ dataDir });
    const lock = path.join(server.dataDir, 'cluster/postmaster.pid');
    const left = await readFile(lock, 'utf8');
    await server.stop();
    await writeFile(lock, left.replace(String(server.pid), String(process.pid)));
    const next = await startPostgres({ dataDir });
    expect(next.adopted).toBe(false);
  });
});

describe('a paused PostgreSQL', () => {
  it('answers nobody, open sessions included, until it is resumed', async () => {
    const server = await startPostgres({ dataDir });
    const session = new Client({ connectionString: server.url });
    await session.connect();
    await server.pause();
    const asked = session.query('SELECT 1 AS one');
    const late = query(server.url, 'SELECT 2 AS two');
    const first = await Promise.race([asked, late, pause(500, 'nobody')]);
    expect(first).toBe('nobody');
    await server.resume();
    expect((await asked).rows).toEqual([{ one: 1 }]);
    expect(await late).toEqual([{ two: 2 }]);
    await session.end();
  });

  it('stops without being resumed first', async () => {
    const server = await startPostgres({ dataDir });
    await server.pause();
    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
  });
});

describe('a PostgreSQL that stops', () => {
  it('has every committed row after a crash, at the same URL', async () => {
    const server = await startPostgres({ dataDir });
    const { url, pid } = server;
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS number');
    await server.crash();
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.restart();
    expect(server.url).toBe(url);
    expect(server.pid).not.toBe(pid);
    expect(await query(url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('may be stopped twice', async () => {
    const server = await startPostgres({ dataDir });
    await server.stop();
    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
  });

  it('leaves nothing when removed while it runs', async () => {
    const server = await startPostgres({ dataDir });
    expect(await removePostgres(dataDir)).toBe(true);
    expect(isProcessAlive(server.pid)).toBe(false);
    await expect(stat(server.dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await removePostgres(dataDir)).toBe(false);
  });
});

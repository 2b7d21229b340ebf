import path from 'node:path';
import { Redis } from 'ioredis';
import { startOwnerProcess } from '../jest/owner-process';
import { removeTestFolder, testFolder } from '../jest/test-folders';
import { testPostgresUrl } from '../jest/test-servers.config';
import { isProcessAlive } from '../processes/process-state';
import { answersPing } from './ping-redis';
import { removeRedis, startRedis } from './start-redis';

jest.setTimeout(30_000);

let folder: string;
let dir: string;

beforeEach(async () => {
  folder = await testFolder();
  dir = path.join(folder, 'redis');
});

afterEach(async () => {
  await removeTestFolder(folder);
});

async function withRedis<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

describe('starting Redis', () => {
  it('never drops keys to make room and writes them out every second', async () => {
    const server = await startRedis({ dir });
    const settings = await withRedis(server.url, (redis) => redis.config('GET', 'maxmemory-policy', 'appendonly', 'appendfsync', 'bind'));
    expect(settings).toEqual(expect.arrayContaining(['noeviction', 'yes', 'everysec', '127.0.0.1']));
  });

  it('lets nobody in without the password', async () => {
    const { port } = await startRedis({ dir, persistent: false });
    await expect(withRedis(`redis://127.0.0.1:${String(port)}`, (redis) => redis.get('any'))).rejects.toThrow('NOAUTH');
    expect(await answersPing({ port, password: 'guessed' })).toBe(false);
  });

  it('names the port that another program holds', async () => {
    const port = Number(new URL(testPostgresUrl()).port);
    await expect(startRedis({ dir, port })).rejects.toMatchObject({ code: 'port_in_use' });
  });
});

describe('a running Redis', () => {
  it('is adopted after its owner was killed', async () => {
    const owner = await startOwnerProcess(`servers.startRedis({ dir: ${JSON.stringify(dir)} }).then(({ url, pid }) => ({ url, pid }))`);
    await owner.kill();
    const server = await startRedis({ dir });
    expect(server.adopted).toBe(true);
    expect({ url: server.url, pid: server.pid }).toEqual(owner.result);
  });

  it('answers nobody while paused, and everybody afterwards', async () => {
    const server = await startRedis({ dir, persistent: false });
    const account = { port: server.port, password: new URL(server.url).password };
    server.pause();
    expect(await answersPing(account)).toBe(false);
    server.resume();
    expect(await answersPing(account)).toBe(true);
  });

  it('keeps what was written, and its URL, over an orderly restart', async () => {
    const server = await startRedis({ dir });
    const { url } = server;
    await withRedis(url, (redis) => redis.set('kept', 'yes'));
    await server.restart();
    expect(server.url).toBe(url);
    expect(await withRedis(url, (redis) => redis.get('kept'))).toBe('yes');
  });

  it('comes back at the same URL after being killed', async () => {
    const server = await startRedis({ dir, persistent: false });
    const { pid } = server;
    await server.kill();
    expect(isProcessAlive(pid)).toBe(false);
    await server.restart();
    expect(await withRedis(server.url, (redis) => redis.ping())).toBe('PONG');
  });

  it('stops even when it is paused', async () => {
    const server = await startRedis({ dir, persistent: false });
    server.pause();
    await server.stop();
    expect(isProcessAlive(server.pid)).toBe(false);
  });

  it('leaves nothing when removed', async () => {
    const server = await startRedis({ dir, persistent: false });
    expect(await removeRedis(dir)).toBe(true);
    expect(isProcessAlive(server.pid)).toBe(false);
    expect(await removeRedis(dir)).toBe(false);
  });
});

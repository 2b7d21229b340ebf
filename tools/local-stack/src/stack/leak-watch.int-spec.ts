import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RedisServer, startRedis } from '@countersign/local-servers';
import { Redis } from 'ioredis';
import type { ChildApp } from './child-app';
import { Closers } from './closers';
import { LeakWatch } from './leak-watch';
import { Stack, type StackParts } from './stack';
import { SILENT } from './stack-options';

const MOBILE = '919900000177';

describe('a stack that stops', () => {
  let folder: string;
  let redis: RedisServer;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-leaks-'));
    redis = await startRedis({ dir: path.join(folder, 'redis') });
  });
  afterAll(async () => {
    await redis.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** A stack of nothing but what it leaves behind. */
  const stackWith = (workerUrl: string, redisUrl = redis.url): Stack => {
    const closers = new Closers(SILENT);
    const workers = [{ url: workerUrl, metricsUrl: workerUrl, app: { name: 'worker', isRunning: true } as ChildApp }];
    const leaks = new LeakWatch({ logs: folder, redisUrl, workers: () => workers });
    leaks.lookWhile(closers);
    return new Stack({ closers, leaks } as StackParts);
  };
  const NOBODY = 'http://127.0.0.1:9';
  const write = (text: string) => writeFile(path.join(folder, 'worker.log'), text);

  it('fails when its logs name a customer, and says where but not whom', async () => {
    await write('{"msg":"all is well"}\n');
    await stackWith(NOBODY).stop();
    await write(`{"msg":"all is well"}\n{"msg":"no answer for ${MOBILE}"}\n`);
    const found = /none may be:\nworker\.log:2: \{"msg":"no answer for <personal>"\}$/;
    await expect(stackWith(NOBODY).stop()).rejects.toThrow(found);
    await expect(stackWith(NOBODY).kill()).rejects.toThrow(found);
    await write('');
  });

  it('fails when Redis holds one, in however long a text', async () => {
    const client = new Redis(redis.url);
    try {
      await client.hset('bull:executions:1', 'data', `{"line":"${'points '.repeat(100)}to ${MOBILE}"}`);
      await expect(stackWith(NOBODY).stop()).rejects.toThrow(/\nRedis:\d+: /);
      await client.flushall();
      await stackWith(NOBODY).stop();
    } finally {
      await client.quit();
    }
  });

  it('fails when the metrics of a worker show one, and not because a part is gone', async () => {
    const server = createServer((_request, response) => response.end(`attempts_total{customer="${MOBILE}"} 1`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      await expect(stackWith(url).stop()).rejects.toThrow(/\nmetrics of worker:1: /);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    await stackWith(url, 'redis://127.0.0.1:9').stop();
  });
});

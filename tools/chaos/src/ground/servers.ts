import path from 'node:path';
import { FaultProxy } from '@countersign/fault-proxy';
import {
  type PostgresServer,
  provideRedisServer,
  type RedisServer,
  removeTestFolder,
  startPostgres,
  startRedis,
  stopOrphanedTestServers,
  testFolder,
} from '@countersign/local-servers';
import { randomFor } from '../random';
import type { Cleanup } from './cleanup';
import { Sandbox } from './sandbox';

/** What the apps depend on, and the proxies through which they reach it. */
export interface Servers {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly sandbox: Sandbox;
  readonly postgresProxy: FaultProxy;
  readonly redisProxy: FaultProxy;
  readonly loyaltyProxy: FaultProxy;
}

export interface ServerOptions {
  /** For what is kept of a run that failed. */
  readonly folder: string;
  readonly seed: number;
  readonly tell: (sentence: string) => void;
}

/** @throws LocalServerError, StackError */
export async function startServers({ folder, seed, tell }: ServerOptions, cleanup: Cleanup): Promise<Servers> {
  // Theirs is a place from where the next run removes them, should this one be killed.
  await stopOrphanedTestServers();
  const own = await testFolder();
  cleanup.add(() => removeTestFolder(own));
  const postgres = await startPostgres({ dataDir: path.join(own, 'postgres'), logFile: path.join(folder, 'logs', 'postgres.log') });
  await provideRedisServer({ allowInstall: true, announce: tell });
  const redis = await startRedis({ dir: path.join(own, 'redis') });
  const sandbox = await Sandbox.start(folder);
  cleanup.add(() => sandbox.app.kill());
  const proxyBefore = async (target: string, name: string): Promise<FaultProxy> => {
    const proxy = await FaultProxy.start({ target, random: randomFor(seed, `proxy ${name}`) });
    cleanup.add(() => proxy.close());
    return proxy;
  };
  return {
    postgres,
    redis,
    sandbox,
    postgresProxy: await proxyBefore(postgres.url, 'postgres'),
    redisProxy: await proxyBefore(redis.url, 'redis'),
    loyaltyProxy: await proxyBefore(sandbox.url, 'loyalty'),
  };
}

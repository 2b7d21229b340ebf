import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ensureAppLogins, removeTestFolder, testFolder } from '@countersign/local-servers';
import { issuerFolder } from '../checkout';
import { ensureIssuerKeys } from '../issuer/key-pair';
import type { AuditFiles } from './app-plans';
import { Closers, STOP_ORDER } from './closers';
import { LeakWatch } from './leak-watch';
import { migrate } from './migrate';
import { provideDatabase, provideRedis } from './servers';
import { Stack } from './stack';
import { StartCalledOff } from './stack-error';
import { SILENT, type StackOptions } from './stack-options';
import { startApps } from './start-apps';

/**
 * Starts a whole Countersign from the built apps. What is not given is started privately: PostgreSQL, Redis, a loyalty sandbox, on free
 * ports. When a part does not start, what did start is stopped again.
 *
 * @throws StackError, or LocalServerError of the server that did not start
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const closers = new Closers(options.progress ?? SILENT);
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.stopAll();
    throw error;
  }
}

async function start(options: StackOptions, closers: Closers): Promise<Stack> {
  const { progress = SILENT, signal } = options;
  const folder = await ownFolder(options.folder, closers);
  const logs = path.join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const keys = await ensureIssuerKeys(issuerFolder(folder));
  const audit = await auditFiles(folder);
  const database = await provideDatabase(options, folder, progress);
  const { server: postgres } = database;
  if (postgres) {
    closers.add({ name: 'PostgreSQL', rank: STOP_ORDER.postgres, stop: () => postgres.stop(), kill: () => postgres.stop('immediate') });
  }
  goOn(signal);
  const redis = await provideRedis(options, folder, progress);
  const { server: redisServer } = redis;
  if (redisServer) {
    closers.add({ name: 'Redis', rank: STOP_ORDER.redis, stop: () => redisServer.stop(), kill: () => redisServer.kill() });
  }
  goOn(signal);
  if (options.isMigrated !== true) await progress.step('Migrations', () => migrate(database.url, logs, options.env?.all));
  const appUrls = await ensureAppLogins(database.url);
  goOn(signal);
  const apps = await startApps({ options, closers, logs, folder, appUrls, redisUrl: redis.url, keys, audit });
  const leaks = new LeakWatch({ logs, ...(redisServer && { redisUrl: redisServer.url }), workers: () => apps.workers });
  leaks.lookWhile(closers);
  const { url: databaseUrl } = database;
  return new Stack({ folder, databaseUrl, redisUrl: redis.url, postgres, redis: redisServer, keys, audit, closers, leaks, ...apps });
}

/** The key is made once, and the file of checkpoints lies beside it; elsewhere than in a stack on one machine they lie apart. */
async function auditFiles(folder: string): Promise<AuditFiles> {
  const own = path.join(folder, 'audit');
  const { privateKeyFile: signingKeyFile, publicKeyFile } = await ensureIssuerKeys(own);
  return { signingKeyFile, publicKeyFile, checkpointFile: path.join(own, 'checkpoints.jsonl') };
}

async function ownFolder(given: string | undefined, closers: Closers): Promise<string> {
  if (given !== undefined) {
    await mkdir(given, { recursive: true });
    return path.resolve(given);
  }
  const folder = await testFolder();
  closers.add({ name: 'folder', rank: STOP_ORDER.folder, stop: () => removeTestFolder(folder) });
  return folder;
}

function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StartCalledOff();
}

import path from 'node:path';
import { startPostgres } from '../postgres/start-postgres';
import { startRedis } from '../redis/start-redis';
import { removeTestFolder, stopOrphanedTestServers, testFolder } from './test-folders';
import { givenPostgresUrl, givenRedisUrl, handOnPostgresUrl, handOnRedisUrl, withdrawTestServers } from './test-servers.config';

interface StartedServers {
  readonly folders: string[];
  readonly urls: string[];
}

/** Global set-up and global teardown are loaded apart from each other, so what was started is kept on the process itself. */
const STARTED = Symbol.for('@countersign/local-servers started test servers');

/** Two files that each run a dozen apps need more sessions than the usual limit: an app without one tells its callers to come back later. */
const SETTINGS = { max_connections: 1_000 };

/** The PostgreSQL of this test run: the one an outer run gave, else one started now. Its data does not survive a crash of the server. */
export async function ensureTestPostgres(): Promise<string> {
  const given = givenPostgresUrl();
  if (given !== undefined) return given;
  const url = await startInOwnFolder((folder) =>
    startPostgres({ dataDir: path.join(folder, 'postgres'), durable: false, settings: SETTINGS }),
  );
  handOnPostgresUrl(url);
  return url;
}

/** The Redis of this test run: the one an outer run gave, else one started now. */
export async function ensureTestRedis(): Promise<string> {
  const given = givenRedisUrl();
  if (given !== undefined) return given;
  const url = await startInOwnFolder((folder) => startRedis({ dir: path.join(folder, 'redis'), persistent: false }));
  handOnRedisUrl(url);
  return url;
}

/** Stops what this process started for the run, and nothing that an outer run gave. */
export async function stopTestServers(): Promise<void> {
  const { folders, urls } = started();
  withdrawTestServers(urls.splice(0));
  for (const folder of folders.splice(0)) await removeTestFolder(folder);
}

async function startInOwnFolder(start: (folder: string) => Promise<{ readonly url: string }>): Promise<string> {
  await stopOrphanedTestServers();
  const folder = await testFolder();
  started().folders.push(folder);
  try {
    const { url } = await start(folder);
    started().urls.push(url);
    return url;
  } catch (error) {
    // jest calls no teardown after a set-up that failed.
    await stopTestServers();
    throw error;
  }
}

function started(): StartedServers {
  const holder = globalThis as { [STARTED]?: StartedServers | undefined };
  return (holder[STARTED] ??= { folders: [], urls: [] });
}

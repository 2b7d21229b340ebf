import path from 'node:path';
import { type PostgresServer, provideRedisServer, type RedisServer, startPostgres, startRedis } from '@countersign/local-servers';
import type { StackOptions, StackProgress } from './stack-options';

/** The database that the apps use, and the server under it when it is ours. */
export interface Database {
  readonly url: string;
  readonly server?: PostgresServer;
}

/** The Redis that the workers use, if any, and the server under it when it is ours. */
export interface Redis {
  readonly url?: string;
  readonly server?: RedisServer;
}

type DatabaseOptions = Pick<StackOptions, 'databaseUrl' | 'durable'>;
type RedisOptions = Pick<StackOptions, 'redis' | 'mayInstallRedis'>;

export async function provideDatabase(
  { databaseUrl, durable }: DatabaseOptions,
  folder: string,
  progress: StackProgress,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    return progress.step(
      'PostgreSQL',
      async () => ({ url: databaseUrl }),
      ({ url }) => `given: ${placeOf(url)}`,
    );
  }
  const start = (): Promise<PostgresServer> => startPostgres({ dataDir: path.join(folder, 'postgres'), durable: durable ?? true });
  const server = await progress.step('PostgreSQL', start, ({ version, port }) => `${version} on port ${port}`);
  return { url: server.url, server };
}

export async function provideRedis(
  { redis = 'private', mayInstallRedis }: RedisOptions,
  folder: string,
  progress: StackProgress,
): Promise<Redis> {
  if (redis === 'none') return {};
  if (redis !== 'private') {
    return progress.step(
      'Redis',
      async () => ({ url: redis }),
      ({ url }) => `given: ${placeOf(url)}`,
    );
  }
  const announce = (sentence: string): void => progress.tell(sentence);
  const program = await provideRedisServer({ allowInstall: mayInstallRedis ?? false, announce });
  if (!program) {
    progress.tell(
      'No redis-server is to be had here, so the worker claims its work straight from PostgreSQL ' +
        '(to have one, install the package redis-server or set REDIS_URL, and start again).',
    );
    return {};
  }
  const start = (): Promise<RedisServer> => startRedis({ dir: path.join(folder, 'redis') });
  const server = await progress.step('Redis', start, ({ port }) => `${versionOf(program.version)} on port ${port}`);
  return { url: server.url, server };
}

/** Host, port and database: what may be shown of a URL with a password in it. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'unreadable';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function versionOf(text: string): string {
  return /v=(\S+)/.exec(text)?.[1] ?? text;
}

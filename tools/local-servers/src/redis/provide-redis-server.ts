import { hasDebianPackages } from '../processes/apt-get';
import { installRedisPackage, unpackRedisPackages } from './debian-packages';
import type { FindRedisOptions, RedisProgram } from './redis-program';
import { findRedisServer, findUnpackedRedis, workspaceUnpackDir } from './redis-program';

export interface ProvideRedisOptions extends FindRedisOptions {
  /** Whether packages may be fetched when there is no server program. */
  readonly allowInstall: boolean;
  /** Told, in one sentence, before anything is installed or downloaded. */
  readonly announce: (sentence: string) => void;
}

/**
 * Finds a Redis server program, or gets one: installed by apt-get as root on Debian, unpacked below the workspace as an ordinary user
 * there. `undefined` when none is to be had, which is no error: the product works without Redis.
 */
export async function provideRedisServer(options: ProvideRedisOptions): Promise<RedisProgram | undefined> {
  const found = await findRedisServer(options);
  if (found || !options.allowInstall || !hasDebianPackages()) return found;
  if (process.getuid?.() === 0) {
    options.announce(
      'There is no redis-server on this machine: installing the Debian package redis-server with apt-get (no service is started).',
    );
    if (await installRedisPackage()) return findRedisServer(options);
  }
  return unpackRedisServer(options);
}

/** Unpacks the Debian packages below `unpackDir`, touching nothing else on the machine. */
export async function unpackRedisServer({
  unpackDir = workspaceUnpackDir(),
  announce,
}: Omit<ProvideRedisOptions, 'allowInstall'>): Promise<RedisProgram | undefined> {
  announce(`There is no redis-server on this machine: unpacking the Debian package redis-server into ${unpackDir}.`);
  return (await unpackRedisPackages(unpackDir)) ? findUnpackedRedis(unpackDir) : undefined;
}

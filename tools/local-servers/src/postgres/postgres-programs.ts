import { existsSync } from 'node:fs';
import { chmod, cp, readFile, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { canRead, reachableBase } from '../folders/reachable-folder';
import { postgresEnvironment } from '../processes/process-environment.config';
import { runCommand } from '../processes/run-command';
import type { CommandResult } from '../processes/run-command';
import type { ServerAccount } from '../processes/server-account';
import type { PackagedPostgres } from './packaged-postgres';
import { unsupported } from './packaged-postgres';

/** PostgreSQL's programs in a place where the server's account can run them. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
  /** Such as "18.4". */
  readonly version: string;
}

/**
 * Takes the programs where npm put them, or copies them once to a reachable cache folder when the account cannot run them there: a
 * checkout below a folder of mode 700, an npm run under a tight umask, or a read-only node_modules without its library links.
 */
export async function providePostgresPrograms(packaged: PackagedPostgres, account: ServerAccount | undefined): Promise<PostgresPrograms> {
  const inPlace = await tryPrograms(packaged.folder, account);
  if (inPlace) return inPlace;
  const copy = await copyOnce(packaged, account);
  const copied = await tryPrograms(copy, account);
  if (copied) return copied;
  const { exitCode, stderr } = await askVersion(copy, account);
  // The file is there and yet "not found": its program loader is missing, as on Alpine, which has musl in place of glibc.
  if (exitCode === 127) throw unsupported('The packaged PostgreSQL needs glibc, which this system does not have');
  throw unsupported(`The packaged PostgreSQL does not run here (${stderr.trim()})`);
}

async function tryPrograms(folder: string, account: ServerAccount | undefined): Promise<PostgresPrograms | undefined> {
  if (!(await restoreLibraryLinks(folder))) return undefined;
  const { exitCode, stdout } = await askVersion(folder, account);
  if (exitCode !== 0 || !(await hasReadableShare(folder, account))) return undefined;
  const version = stdout.trim().split(' ').at(-1) ?? '';
  return { initdb: program(folder, 'initdb'), pgCtl: program(folder, 'pg_ctl'), version };
}

function askVersion(folder: string, account: ServerAccount | undefined): Promise<CommandResult> {
  return runCommand(program(folder, 'postgres'), ['--version'], { account, env: postgresEnvironment() });
}

async function hasReadableShare(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  const places = ['share/postgresql/postgres.bki', 'share/postgres.bki'].map((file) => path.join(folder, file));
  const bootstrap = places.find((file) => existsSync(file));
  return bootstrap !== undefined && canRead(bootstrap, account);
}

function program(folder: string, name: string): string {
  return path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** npm packages hold no links; the package's install script makes them, which `npm ci --ignore-scripts` leaves out. */
async function restoreLibraryLinks(folder: string): Promise<boolean> {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  // Paths in the list are relative to the package, whose `native` folder this is.
  const inFolder = (file: string): string => path.join(folder, path.relative('native', file));
  try {
    for (const { source, target } of links) {
      if (!existsSync(inFolder(target))) await symlink(path.basename(source), inFolder(target));
    }
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
}

async function copyOnce(packaged: PackagedPostgres, account: ServerAccount | undefined): Promise<string> {
  const base = await reachableBase(account);
  const copy = path.join(base, `postgresql-${packaged.version}-${packaged.platform}`);
  if (existsSync(copy)) return copy;
  // Copied beside and renamed, so that a copy cut short is never taken for a whole one.
  const unfinished = `${copy}.${String(process.pid)}`;
  await cp(await realpath(packaged.folder), unfinished, { recursive: true, verbatimSymlinks: true });
  await openToReaders(unfinished);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const programs = path.basename(folder) === 'bin';
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(inside);
    else if (entry.isFile()) await chmod(inside, programs ? 0o755 : 0o644);
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claimFolder, reachableBase } from '../folders/reachable-folder';
import { LocalServerError } from '../local-server-error';
import type { ServerAccount } from '../processes/server-account';

/** One server's folder: the cluster, its password and its log. */
export interface DataFolder {
  readonly folder: string;
  /** What PostgreSQL calls the data directory. */
  readonly cluster: string;
  readonly passwordFile: string;
  readonly log: string;
}

const MOVED = 'moved-to';

/**
 * The wished folder, or a stand-in when the server's account cannot get there (a checkout in a home folder of mode 700). The stand-in's
 * name comes from a hash of the wished path, so that the next start finds the same data; the wished folder keeps a note of where it is.
 */
export async function placeDataFolder(wished: string, account: ServerAccount | undefined): Promise<DataFolder> {
  const absolute = path.resolve(wished);
  if (await claimFolder(absolute, account)) {
    await rm(path.join(absolute, MOVED), { force: true });
    return inside(absolute);
  }
  const hash = createHash('sha256').update(absolute).digest('hex').slice(0, 16);
  const standIn = path.join(await reachableBase(account), `data-${hash}`);
  if (!(await claimFolder(standIn, account))) {
    throw new LocalServerError(
      'folder_unreachable',
      `The user "postgres" can use neither ${absolute} nor ${standIn}; run from another folder.`,
    );
  }
  await writeFile(path.join(absolute, MOVED), standIn);
  return inside(standIn);
}

/** Where the data of an earlier start lies, without making anything. */
export async function findDataFolder(wished: string): Promise<DataFolder | undefined> {
  const absolute = path.resolve(wished);
  const moved = await readFile(path.join(absolute, MOVED), 'utf8').catch(() => undefined);
  const found = inside(moved ?? absolute);
  return existsSync(found.cluster) ? found : undefined;
}

/** Removes the data, wherever it was placed; the server must be stopped. */
export async function removeDataFolder(wished: string): Promise<void> {
  const found = await findDataFolder(wished);
  if (found) await rm(found.folder, { recursive: true, force: true });
  await rm(wished, { recursive: true, force: true });
}

/**
 * The superuser's password, made on the first start. Loopback alone is no wall on a machine with several users: with trust, any of them
 * could run programs as the server's account.
 */
export async function ensurePassword(place: DataFolder, account: ServerAccount | undefined): Promise<string> {
  if (existsSync(place.passwordFile)) return readFile(place.passwordFile, 'utf8');
  if (existsSync(place.cluster)) {
    throw new LocalServerError('start_failed', `The password of the data in ${place.folder} is gone; remove that folder to start afresh.`);
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(place.passwordFile, password, { mode: 0o600 });
  if (account) await chown(place.passwordFile, account.uid, account.gid);
  return password;
}

function inside(folder: string): DataFolder {
  return {
    folder,
    cluster: path.join(folder, 'cluster'),
    passwordFile: path.join(folder, 'password'),
    log: path.join(folder, 'postgres.log'),
  };
}

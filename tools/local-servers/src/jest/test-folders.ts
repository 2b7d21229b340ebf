import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reachableBase } from '../folders/reachable-folder';
import { postgresAccount } from '../processes/server-account';
import { processIdentity } from '../processes/process-state';
import { removeServers } from '../folders/remove-servers';

/** Tests make and drop hundreds of databases of hundreds of files each: the file system of a disk takes much of the processor for that. */
const IN_MEMORY = '/dev/shm';
/** A few times what the servers of a whole run ever held; a container often has far less there. */
const ROOM_BYTES = 2 * 1_024 ** 3;

/**
 * A new folder for the servers of one test file: give each server a folder inside. It belongs to this process: servers in it are
 * stopped by the next test run when this process was killed and could not do so itself.
 */
export async function testFolder(): Promise<string> {
  const owner = processIdentity(process.pid) ?? '';
  const base = await testFoldersBase((await hasRoom()) ? IN_MEMORY : tmpdir());
  const folder = path.join(base, `${owner}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { mode: 0o711 });
  return folder;
}

/** Stops the servers in the folder and removes it. */
export async function removeTestFolder(folder: string): Promise<void> {
  await removeServers(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Stops the servers of test runs that were killed; returns how many runs had left some. */
export async function stopOrphanedTestServers(): Promise<number> {
  const bases = new Set([await testFoldersBase(IN_MEMORY), await testFoldersBase(tmpdir())]);
  const orphaned: string[] = [];
  for (const base of bases) for (const name of await readdir(base)) if (!isOwnerAlive(name)) orphaned.push(path.join(base, name));
  for (const folder of orphaned) await removeTestFolder(folder);
  return orphaned.length;
}

function isOwnerAlive(folderName: string): boolean {
  const [pid, started] = folderName.split('-');
  return processIdentity(Number(pid)) === `${String(pid)}-${String(started)}`;
}

async function hasRoom(): Promise<boolean> {
  const { bavail, bsize } = await statfs(IN_MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM_BYTES;
}

async function testFoldersBase(preferred: string): Promise<string> {
  const base = path.join(await reachableBase(await postgresAccount(), preferred), 'tests');
  await mkdir(base, { recursive: true, mode: 0o711 });
  return base;
}

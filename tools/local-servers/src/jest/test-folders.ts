import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reachableBase } from '../folders/reachable-folder';
import { postgresAccount } from '../processes/server-account';
import { processIdentity } from '../processes/process-state';
import { removeServers } from '../folders/remove-servers';

/**
 * A new folder for the servers of one test file: give each server a folder inside. It belongs to this process: servers in it are
 * stopped by the next test run when this process was killed and could not do so itself.
 */
export async function testFolder(): Promise<string> {
  const owner = processIdentity(process.pid) ?? '';
  const folder = path.join(await testFoldersBase(), `${owner}-${randomBytes(4).toString('hex')}`);
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
  const base = await testFoldersBase();
  const orphaned = (await readdir(base)).filter((name) => !isOwnerAlive(name));
  for (const name of orphaned) await removeTestFolder(path.join(base, name));
  return orphaned.length;
}

function isOwnerAlive(folderName: string): boolean {
  const [pid, started] = folderName.split('-');
  return processIdentity(Number(pid)) === `${String(pid)}-${String(started)}`;
}

async function testFoldersBase(): Promise<string> {
  const base = path.join(await reachableBase(await postgresAccount(), tmpdir()), 'tests');
  await mkdir(base, { recursive: true, mode: 0o711 });
  return base;
}

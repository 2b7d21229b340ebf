import { access, chmod, chown, constants, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalServerError } from '../local-server-error';
import { runCommand } from '../processes/run-command';
import type { ServerAccount } from '../processes/server-account';

/** Whether the account (or we ourselves) can write into the folder, which needs passage through all its parents too. */
export async function canWrite(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  return account ? testAs(account, '-w', folder) : accessible(folder, constants.W_OK | constants.X_OK);
}

/** Whether the account (or we ourselves) can read the file. */
export async function canRead(file: string, account: ServerAccount | undefined): Promise<boolean> {
  return account ? testAs(account, '-r', file) : accessible(file, constants.R_OK);
}

/** Makes the folder private to the account; false when the account could not use it there. */
export async function claimFolder(folder: string, account: ServerAccount | undefined): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return canWrite(folder, account);
}

/**
 * A folder of ours that every local user may pass through (mode 711), for what an unreadable checkout cannot hold. By default below
 * `/var/tmp`, which survives a reboot.
 */
export async function reachableBase(account: ServerAccount | undefined, preferred = '/var/tmp'): Promise<string> {
  for (const parent of [preferred, tmpdir(), '/tmp']) {
    const base = path.join(parent, `countersign-${String(process.getuid?.() ?? 0)}`);
    if (await makeBase(base)) {
      if (!account || (await testAs(account, '-x', base))) return base;
    }
  }
  throw new LocalServerError(
    'folder_unreachable',
    'There is no temporary folder that the user "postgres" can reach; run from another folder.',
  );
}

async function makeBase(base: string): Promise<boolean> {
  try {
    await mkdir(base, { mode: 0o711 }).catch(ignoreExisting);
    const found = await lstat(base);
    // Temporary folders are open to everybody: a folder that somebody else made, or may write, could feed us foreign programs.
    const ours = found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid()) && (found.mode & 0o022) === 0;
    if (ours) await chmod(base, 0o711);
    return ours;
  } catch {
    return false;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function testAs(account: ServerAccount, test: string, file: string): Promise<boolean> {
  const { exitCode } = await runCommand('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', test, file], { account });
  return exitCode === 0;
}

async function accessible(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}

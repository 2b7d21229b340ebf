import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { aptGet, installPackage } from '../processes/apt-get';
import { runCommand } from '../processes/run-command';

const PACKAGE = 'redis-server';
const POLICY = '/usr/sbin/policy-rc.d';

/** Installs redis-server for the whole machine (root only), without letting the package start a service of its own. */
export async function installRedisPackage(): Promise<boolean> {
  return withoutServices(() => installPackage(PACKAGE));
}

/** Downloads redis-server and the packages that the machine lacks for it, and unpacks them into the folder; needs no root. */
export async function unpackRedisPackages(unpackDir: string): Promise<boolean> {
  const downloads = `${unpackDir}.downloads`;
  const unfinished = `${unpackDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await Promise.all([downloads, unfinished].map((folder) => mkdir(folder, { recursive: true })));
  try {
    if (!(await download(downloads))) return false;
    for (const file of (await readdir(downloads)).filter((name) => name.endsWith('.deb'))) {
      const { exitCode } = await runCommand('dpkg', ['-x', path.join(downloads, file), unfinished]);
      if (exitCode !== 0) return false;
    }
    await rm(unpackDir, { recursive: true, force: true });
    await rename(unfinished, unpackDir);
    return true;
  } finally {
    await Promise.all([downloads, unfinished].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

async function download(folder: string): Promise<boolean> {
  const systemLists: string[] = [];
  // An ordinary user cannot refresh the system's package lists, but can keep lists of their own.
  const ownLists = ['-o', `Dir::State::Lists=${path.join(folder, 'lists')}`, '-o', `Dir::Cache=${path.join(folder, 'cache')}`];
  if (await downloadMissing(folder, systemLists)) return true;
  await Promise.all(['lists/partial', 'cache/archives/partial'].map((part) => mkdir(path.join(folder, part), { recursive: true })));
  return (await aptGet([...ownLists, 'update'], folder)).exitCode === 0 && downloadMissing(folder, ownLists);
}

/** A simulated install names exactly the packages that are missing here. */
async function downloadMissing(folder: string, options: readonly string[]): Promise<boolean> {
  const plan = await aptGet([...options, '--simulate', 'install', '--no-install-recommends', PACKAGE], folder);
  const missing = plan.stdout
    .split('\n')
    .filter((line) => line.startsWith('Inst '))
    .map((line) => line.split(' ')[1] ?? '');
  if (plan.exitCode !== 0) return false;
  const wanted = missing.length > 0 ? missing : [PACKAGE, 'redis-tools'];
  return (await aptGet([...options, 'download', ...wanted], folder)).exitCode === 0;
}

/** policy-rc.d is how Debian's packages ask whether they may start services; 101 means no. A machine's own policy stays untouched. */
async function withoutServices<T>(act: () => Promise<T>): Promise<T> {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) await writeFile(POLICY, policyWhileAlive(process.pid), { mode: 0o755 });
  try {
    return await act();
  } finally {
    if (ownPolicy) await rm(POLICY, { force: true });
    // Nor shall it start at the next boot; fails harmlessly where there is no systemd.
    await runCommand('systemctl', ['disable', '--now', PACKAGE]);
  }
}

/** Stops saying no, and removes itself, should we be killed before we could remove it. */
function policyWhileAlive(pid: number): string {
  return `#!/bin/sh\nkill -0 ${String(pid)} 2>/dev/null && exit 101\nrm -f "$0"\nexit 0\n`;
}

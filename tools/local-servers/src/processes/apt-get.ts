import { existsSync } from 'node:fs';
import path from 'node:path';
import { inheritedEnvironment, searchPath } from './process-environment.config';
import { type CommandResult, runCommand } from './run-command';

const QUIET = ['-q', '-o', 'DPkg::Lock::Timeout=60'];
const UNATTENDED = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

/** Whether this is a Debian (or a relative of it) that packages can be had on. */
export function hasDebianPackages(): boolean {
  return process.platform === 'linux' && ['apt-get', 'dpkg'].every(isOnPath);
}

/** Installs the package for the whole machine: as root, or by a sudo that asks for no password. */
export async function installPackage(name: string): Promise<boolean> {
  const install = ['install', '-y', '--no-install-recommends', name];
  if ((await asRoot(install)).exitCode === 0) return true;
  // Images often come without package lists; they are fetched only when the install needs them.
  return (await asRoot(['update'])).exitCode === 0 && (await asRoot(install)).exitCode === 0;
}

export function aptGet(args: readonly string[], cwd = '/'): Promise<CommandResult> {
  return runCommand('apt-get', [...QUIET, ...args], { cwd, env: inheritedEnvironment(UNATTENDED) });
}

function asRoot(args: readonly string[]): Promise<CommandResult> {
  if (process.getuid?.() === 0) return aptGet(args);
  // sudo hands no variables on by itself.
  const settings = Object.entries(UNATTENDED).map(([name, value]) => `${name}=${value}`);
  return runCommand('sudo', ['-n', 'env', ...settings, 'apt-get', ...QUIET, ...args], { cwd: '/', env: inheritedEnvironment({}) });
}

function isOnPath(program: string): boolean {
  return searchPath().some((folder) => existsSync(path.join(folder, program)));
}

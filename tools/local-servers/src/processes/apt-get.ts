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

/** Installs the newest package for the whole machine: as root, or by a sudo that asks for no password. */
export async function installPackage(name: string): Promise<boolean> {
  // Images come without package lists, or with old ones that know of no security update. Where none can be had, the old ones serve.
  await asRoot(['update']);
  return (await asRoot(['install', '-y', '--no-install-recommends', name])).exitCode === 0;
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

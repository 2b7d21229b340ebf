import { spawn } from 'node:child_process';
import type { ServerAccount } from './server-account';

export interface CommandOptions {
  /** Runs the program as this user (possible for root only). */
  readonly account?: ServerAccount | undefined;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandResult {
  /** 127 when there is no such program, 126 when it may not be run, as a shell would say. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and collects what it wrote; a program that cannot be started is an exit code, not an exception. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      // A program run as another user must not start in a folder that this user cannot read.
      cwd: options.cwd ?? (options.account ? '/' : process.cwd()),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(options.env ? { env: options.env } : {}),
      ...(options.account ?? {}),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ exitCode: error.code === 'ENOENT' ? 127 : 126, stdout, stderr: error.message });
    });
    child.once('close', (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, stdout, stderr });
    });
  });
}

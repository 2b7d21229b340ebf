import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One run of a Node program. */
export interface AppProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<ProcessEnd>;
  /** Size of the log file when this run began, in bytes. */
  readonly logStart: number;
}

/** Runs in the child before the app: when the channel to us breaks because we were killed, the app stops as if asked to. */
const LEAVE_WITH_PARENT = `
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 15000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel?.unref();`;

/** Arguments that run the CommonJS module `entry` so that it never outlives its parent. */
export function leavingWithParent(entry: string): string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(LEAVE_WITH_PARENT)}`, entry];
}

/** Starts the program; both its streams go to the end of the log file. */
export function spawnApp(entry: string, cwd: string, env: Readonly<Record<string, string>>, logFile: string): AppProcess {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const logStart = fstatSync(log).size;
  // A group of its own: Ctrl-C in the terminal must reach us alone, so that we can stop the apps in order.
  const child = spawn(process.execPath, leavingWithParent(entry), { cwd, env, detached: true, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('error', () => {
      resolve({ exitCode: 127, signal: null });
    });
    child.once('exit', (exitCode, signal) => {
      resolve({ exitCode, signal });
    });
  });
  return { child, ended, logStart };
}

export function describeEnd({ exitCode, signal }: ProcessEnd): string {
  return signal ? `ended by ${signal}` : `ended with exit code ${exitCode ?? 'unknown'}`;
}

import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const CHECKOUT = path.resolve(__dirname, '../../../..');

export interface ProgramEnd {
  readonly exitCode: number | null;
  /** What it wrote to stdout and stderr, in order. */
  readonly output: string;
}

/** A built program of this checkout that runs. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** What it wrote until now. */
  output(): string;
  readonly ended: Promise<ProgramEnd & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts a built program of this checkout with these settings and nothing of ours but the path. */
export function startProgram(script: string, args: readonly string[], settings: Readonly<Record<string, string>>): RunningProgram {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings };
  const child = spawn(process.execPath, [path.join(CHECKOUT, script), ...args], { cwd: CHECKOUT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended: RunningProgram['ended'] = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, output }));
  });
  return { child, output: () => output, ended };
}

/** Runs a built program of this checkout to its end. */
export async function runProgram(script: string, args: readonly string[], settings: Readonly<Record<string, string>>): Promise<ProgramEnd> {
  const { exitCode, output } = await startProgram(script, args, settings).ended;
  return { exitCode, output };
}

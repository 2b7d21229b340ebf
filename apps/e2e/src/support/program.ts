import { spawn } from 'node:child_process';
import path from 'node:path';

const CHECKOUT = path.resolve(__dirname, '../../../..');

export interface ProgramEnd {
  readonly exitCode: number | null;
  /** What it wrote to stdout and stderr, in order. */
  readonly output: string;
}

/** Runs a built program of this checkout to its end, with these settings and nothing of ours but the path. */
export function runProgram(script: string, args: readonly string[], settings: Readonly<Record<string, string>>): Promise<ProgramEnd> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings };
  const child = spawn(process.execPath, [path.join(CHECKOUT, script), ...args], { cwd: CHECKOUT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

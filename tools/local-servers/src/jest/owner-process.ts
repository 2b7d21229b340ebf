import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inheritedEnvironment } from '../processes/process-environment.config';

/** A process of its own that started servers and now waits, for tests of what is left when it is killed. */
export interface OwnerProcess {
  readonly pid: number;
  /** What the script's promise gave, after JSON. */
  readonly result: unknown;
  /** Kills it with no chance to clean up. */
  kill(): Promise<void>;
}

/** Runs `script`, an expression that gives a promise and sees this package as `servers`, and returns when the promise is kept. */
export async function startOwnerProcess(script: string, env: Readonly<Record<string, string>> = {}): Promise<OwnerProcess> {
  const index = JSON.stringify(path.resolve(__dirname, '../index.ts'));
  const source = `const servers = require(${index});
    (${script}).then((result) => { console.log(JSON.stringify(result)); setInterval(() => undefined, 60_000); });`;
  const child = spawn(process.execPath, ['-r', path.join(__dirname, 'typescript-child.cjs'), '-e', source], {
    env: inheritedEnvironment(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const line = await Promise.race([firstLine(child.stdout), exited.then(() => undefined)]);
  if (line === undefined || child.pid === undefined) throw new Error('The owner process ended before its servers were up.');
  return {
    pid: child.pid,
    result: JSON.parse(line),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line;
  return undefined;
}

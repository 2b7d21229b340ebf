import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The commands of `bin` copied into a small checkout of their own, whose npm and sources a test decides on. */
export interface TrialCheckout {
  readonly root: string;
  inRoot(...parts: string[]): string;
  write(file: string, content: string): Promise<void>;
  /** Runs an ES module whose imports are relative to `bin`, such as './bootstrap/lock.mjs'. */
  start(source: string, options?: ScriptOptions): ScriptProcess;
}

export interface ScriptOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A CommonJS source that runs before the module is loaded. */
  readonly preload?: string;
}

export interface ScriptProcess {
  readonly child: ChildProcess;
  /** All that was written so far, on both streams. */
  output(): string;
  /** The exit code; `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
}

export async function makeTrialCheckout(): Promise<TrialCheckout> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'countersign-checkout-')));
  const inRoot = (...parts: string[]): string => path.join(root, ...parts);
  await cp(path.resolve(__dirname, '../../bin'), inRoot('tools/local-stack/bin'), { recursive: true });
  return {
    root,
    inRoot,
    async write(file, content) {
      await mkdir(path.dirname(inRoot(file)), { recursive: true });
      await writeFile(inRoot(file), content);
    },
    start: (source, options = {}) => start(inRoot('tools/local-stack/bin'), source, options),
  };
}

function start(bin: string, source: string, { env = {}, preload }: ScriptOptions): ScriptProcess {
  // A data: module has no place that a relative import could start from; stdin has, the working directory.
  const required = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const child = spawn(process.execPath, [...required, '--input-type=module', '-'], {
    cwd: bin,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(source);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, ended };
}

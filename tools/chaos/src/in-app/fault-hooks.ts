/**
 * Loaded into an app before its own code (`node --require`). On SIGUSR2 it reads `<folder>/<pid>.json`: from then on the clock of this process
 * is off by `skewMs`, and while `<folder>/<pid>.block` exists, its event loop stands still with all connections open.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where the harness leaves what the process is to do; handed on in the environment of the app. */
const FOLDER = 'CHAOS_HOOKS_FOLDER';
const LOOK_EVERY_MS = 20;

const RealDate = Date;
let skewMs = 0;

const now = (): number => RealDate.now() + skewMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
});

const folder = process.env[FOLDER] ?? '';
if (!existsSync(folder)) throw new Error(`${FOLDER} does not name a folder.`);

const fileWith = (ending: string): string => path.join(folder, `${process.pid}.${ending}`);

process.on('SIGUSR2', () => {
  const order = JSON.parse(readFileSync(fileWith('json'), 'utf8')) as { readonly skewMs: number };
  skewMs = order.skewMs;
  writeFileSync(fileWith('obeyed'), '');
  blockWhile(() => existsSync(fileWith('block')));
});

/** Nothing else runs in this thread meanwhile; the processor is left to others. */
function blockWhile(holds: () => boolean): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (holds()) Atomics.wait(cell, 0, 0, LOOK_EVERY_MS);
}

import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from './repository.mjs';

export const CONSOLE = path.join('apps', 'console');

/** The program and arguments that make the console's files out of its sources; its types are checked with everybody's. */
export function consoleBuildCommand() {
  return [process.execPath, path.join(vite(), 'bin/vite.js'), 'build', inRoot(CONSOLE), '--logLevel', 'warn'];
}

/** Where npm put it: beside the console or at the root. */
function vite() {
  return path.dirname(createRequire(inRoot(CONSOLE, 'package.json')).resolve('vite/package.json'));
}

#!/usr/bin/env node
// node run-built.mjs <package folder> <module of its dist> [arguments]: installs and builds what is missing, then runs it.
import './bootstrap/node-version.mjs';
import { prepareToRun } from './bootstrap/prepare.mjs';
import { inRoot } from './bootstrap/repository.mjs';
import { runChild } from './bootstrap/run-child.mjs';
import { runMain } from './bootstrap/stop.mjs';

const [folder, module, ...args] = process.argv.slice(2);

await runMain(async () => {
  await prepareToRun(folder);
  return runChild(inRoot(folder, 'dist', module), args);
});

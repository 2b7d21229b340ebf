#!/usr/bin/env node
// npm run token: prints an access token for the local Countersign.
import './bootstrap/node-version.mjs';
import { prepareToRun } from './bootstrap/prepare.mjs';
import { inRoot } from './bootstrap/repository.mjs';
import { runChild } from './bootstrap/run-child.mjs';
import { runMain } from './bootstrap/stop.mjs';

await runMain(async () => {
  await prepareToRun();
  return runChild(inRoot('tools/local-stack/dist/token.js'), process.argv.slice(2));
});

#!/usr/bin/env node
// npm run reset: forgets everything a local run left, so that the next start begins afresh.
import './bootstrap/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { takeLock } from './bootstrap/lock.mjs';
import { prepareServers } from './bootstrap/prepare.mjs';
import { root, stateFolder } from './bootstrap/repository.mjs';
import { mayHoldServers, removeServers } from './bootstrap/remove-servers.mjs';
import { Stop, runMain } from './bootstrap/stop.mjs';

await runMain(async () => {
  const shown = path.relative(root, stateFolder);
  if (!fs.existsSync(stateFolder)) return void console.log(`Nothing to remove: there is no ${shown}.`);
  const { holder } = await takeLock('start');
  if (holder) throw new Stop(`Countersign runs in this folder (process ${holder}); stop it first.`);
  if (mayHoldServers(stateFolder)) {
    await prepareServers();
    for (const name of await removeServers(stateFolder)) console.log(`Stopped ${name} and removed what it held.`);
  }
  const removed = fs.readdirSync(stateFolder).filter((name) => !name.endsWith('.lock'));
  fs.rmSync(stateFolder, { recursive: true, force: true });
  console.log(`Removed ${shown} (${removed.join(', ') || 'empty'}). Dependencies and builds stay.`);
});

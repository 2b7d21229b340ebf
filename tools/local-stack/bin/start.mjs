#!/usr/bin/env node
// npm start [-- --once]: from a fresh clone to a running Countersign.
import './bootstrap/node-version.mjs';
import { takeLock } from './bootstrap/lock.mjs';
import { prepareToRun } from './bootstrap/prepare.mjs';
import { inRoot } from './bootstrap/repository.mjs';
import { runChild } from './bootstrap/run-child.mjs';
import { Stop, runMain } from './bootstrap/stop.mjs';

await runMain(async () => {
  const { lock, holder } = await takeLock('start');
  if (!lock) throw new Stop(`Countersign already runs in this folder (process ${holder}); stop that one first.`);
  try {
    await prepareToRun();
    const main = inRoot('tools/local-stack/dist/main.js');
    return await runChild(main, process.argv.slice(2), { onStart: (pid) => lock.addProcess(pid) });
  } finally {
    lock.release();
  }
});

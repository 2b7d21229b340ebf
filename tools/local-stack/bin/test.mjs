#!/usr/bin/env node
// npm test [-- --only lint|unit|model|int|e2e|chaos]: everything that must hold; the last line counts.
import './bootstrap/node-version.mjs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { checkDiskSpace } from './bootstrap/disk-space.mjs';
import { prepareServers } from './bootstrap/prepare.mjs';
import { Stop, runMain } from './bootstrap/stop.mjs';
import { costTable, runStages, underHeading } from './testing/run-stages.mjs';
import { CHOICES, stagesFor } from './testing/stages.mjs';
import { CommandRunner } from './testing/streamed-command.mjs';
import { Tally } from './testing/tally.mjs';
import { provideChromium, requireRedis, stopLeftServers } from './testing/test-servers.mjs';

const tally = new Tally();
await runMain(async () => {
  try {
    return await runEverything(chosen());
  } catch (error) {
    // A run that could not do its work is never "0 failed".
    if (tally.failed === 0) tally.addStage(false);
    throw error;
  }
});
const failures = tally.failures();
if (failures) console.log(`\n── What failed\n${failures}`);
console.log(`\n── What it cost\n${costTable()}\n\n${tally}`);

async function runEverything(only) {
  const runner = new CommandRunner();
  await underHeading('Dependencies', async () => {
    await checkDiskSpace();
    await prepareServers();
  });
  if (only !== 'lint') await underHeading('Redis for the tests', requireRedis);
  if (only === undefined || only === 'e2e') tally.addStage(await underHeading('Chromium for the tests', provideChromium));
  await runStages(stagesFor(only), runner, tally);
  await stopLeftServers();
  if (runner.interruptedBy) throw new Stop('Stopped before the end.', 128 + os.constants.signals[runner.interruptedBy]);
  return tally.failed === 0 ? 0 : 1;
}

function chosen() {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only !== undefined && !CHOICES.includes(only)) throw new Stop(`--only takes one of ${CHOICES.join(', ')}.`);
  return only;
}

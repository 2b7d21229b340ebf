import os from 'node:os';
import { parseArgs } from 'node:util';
import { checkDiskSpace } from '../bootstrap/disk-space.mjs';
import { prepareServers } from '../bootstrap/prepare.mjs';
import { Stop, runMain } from '../bootstrap/stop.mjs';
import { costTable, runStages, underHeading } from './run-stages.mjs';
import { CommandRunner } from './streamed-command.mjs';
import { Tally } from './tally.mjs';
import { provideChromium, requireRedis, stopLeftServers } from './test-servers.mjs';

/**
 * The program behind `npm test` and `npm run prove`: `plan` names what `--only` chooses from, gives the steps of a choice, and says which
 * choices need Redis and a browser. Ends with what failed, what each stage cost and, as its last line, the counts.
 */
export async function runWhole(plan) {
  const tally = new Tally();
  await runMain(async () => {
    try {
      return await runPlan(plan, chosenFrom(plan.choices), tally);
    } catch (error) {
      // A run that could not do its work is never "0 failed".
      if (tally.failed === 0) tally.addStage(false);
      throw error;
    }
  });
  const failures = tally.failures();
  if (failures) console.log(`\n── What failed\n${failures}`);
  console.log(`\n── What it cost\n${costTable()}\n\n${tally}`);
}

async function runPlan(plan, only, tally) {
  const runner = new CommandRunner();
  await underHeading('Dependencies', async () => {
    await checkDiskSpace();
    await prepareServers();
  });
  if (plan.needsRedis(only)) await underHeading('Redis for the tests', requireRedis);
  if (plan.needsChromium(only)) tally.addStage(await underHeading('Chromium for the tests', provideChromium));
  await runStages(plan.stepsFor(only), runner, tally);
  await stopLeftServers();
  if (runner.interruptedBy) throw new Stop('Stopped before the end.', 128 + os.constants.signals[runner.interruptedBy]);
  return tally.failed === 0 ? 0 : 1;
}

function chosenFrom(choices) {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only !== undefined && !choices.includes(only)) throw new Stop(`--only takes one of ${choices.join(', ')}.`);
  return only;
}

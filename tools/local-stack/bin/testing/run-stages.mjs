import fs from 'node:fs';
import { logFolder } from '../bootstrap/repository.mjs';

/** Runs the stages and counts; a failing one does not keep the later ones from telling what else is wrong. */
export async function runStages(steps, runner, tally) {
  fs.mkdirSync(logFolder, { recursive: true });
  for (const rows of steps) await Promise.all(rows.map((row) => runRow(row, runner, tally)));
}

async function runRow(stages, runner, tally) {
  for (const stage of stages) {
    if (runner.interruptedBy) return;
    if (stage.report) fs.rmSync(stage.report, { force: true });
    const succeeded = await underHeading(stage.title, () => runner.run(stage.command));
    if (stage.report) tally.addJestRun(stage.report, succeeded);
    else tally.addStage(succeeded);
  }
}

/** Shows what is going on and, at the end, how it went and how long it took. */
export async function underHeading(title, act) {
  const begun = performance.now();
  console.log(`\n── ${title}`);
  const result = await act();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`── ${title}: ${result === false ? 'failed' : 'done'} (${seconds} s)`);
  return result;
}

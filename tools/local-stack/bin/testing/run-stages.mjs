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
    const succeeded = await underHeading(stage.title, () => runner.run(stage.command, stage));
    if (stage.report) tally.addJestRun(stage.report, succeeded);
    else tally.addStage(succeeded);
  }
}

const costs = [];

/** Shows what is going on and, at the end, how it went and how long it took. */
export async function underHeading(title, act) {
  const begun = performance.now();
  console.log(`\n── ${title}`);
  const result = await act();
  const seconds = (performance.now() - begun) / 1000;
  costs.push({ title, seconds });
  console.log(`── ${title}: ${result === false ? 'failed' : 'done'} (${seconds.toFixed(1)} s)`);
  return result;
}

/** What each stage took, in the order in which they ended; stages that ran side by side add up to more than the whole. */
export function costTable() {
  const total = performance.now() / 1000;
  const rows = [...costs, { title: 'The whole run', seconds: total }];
  return rows.map(({ title, seconds }) => `${seconds.toFixed(0).padStart(6)} s  ${title}`).join('\n');
}

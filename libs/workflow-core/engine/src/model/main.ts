import { SCENARIOS } from './scenarios';
import { walk } from './walk';

/** `npm run walk-model`: every state of every scenario. Under jest the large ones would take twice as long. */
for (const scenario of SCENARIOS) {
  const startedAt = performance.now();
  const { states, steps, counterexample } = walk(scenario);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(`${scenario.name}: ${states} states and ${steps} steps in ${seconds} s\n`);
  if (counterexample) {
    process.stdout.write(`BROKEN: ${counterexample.problem}, by: ${counterexample.trace.join(' > ')}\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(process.exitCode === undefined ? 'Every promise was kept in every state.\n' : 'Some promises were broken.\n');

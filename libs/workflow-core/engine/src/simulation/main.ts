import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runSchedules } from './run-schedules';
import { problemsOf, type SimulatedRun, together } from './simulated-run';
import { partsOf, simulationOptions } from './simulation-options';

type Part = ReturnType<typeof partsOf>[number];

async function simulate(args: readonly string[]): Promise<void> {
  const options = simulationOptions(args);
  const startedAt = performance.now();
  const run = together(await Promise.all(partsOf(options).map(inThread)));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const ends = [...run.states].map(([state, count]) => `${count} ${state}`).join(', ');
  process.stdout.write(`${run.schedules} schedules from seed ${options.first} in ${seconds} s: ${ends}\n`);
  const problems = problemsOf(run);
  process.stdout.write(problems.length === 0 ? 'Every promise was kept in every schedule.\n' : `${problems.join('\n')}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function inThread(part: Part): Promise<SimulatedRun> {
  const thread = new Worker(__filename, { workerData: part });
  const [run] = (await once(thread, 'message')) as [SimulatedRun];
  return run;
}

async function runPart(part: Part): Promise<void> {
  parentPort?.postMessage(await runSchedules(part));
}

function stop(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

if (isMainThread) simulate(process.argv.slice(2)).catch(stop);
else void runPart(workerData as Part);

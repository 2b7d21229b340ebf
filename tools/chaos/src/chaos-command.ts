import { rm } from 'node:fs/promises';
import path from 'node:path';
import { StopRequests } from '@countersign/local-stack';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CATALOGUE, kindsNamed, listOfFaults } from './faults/catalogue';
import { ProgressLines } from './progress/progress';
import { verdictOf } from './report/verdict';
import { writeReport } from './report/write-report';
import { ChaosRun } from './run/chaos-run';
import { leastKindsFor, type RunSettings } from './run/settings';

const INTERRUPTED = 130;
const MAX_SEED = 1_000_000;
/** This file lies equally deep in `src` and in `dist`. */
const CHECKOUT = path.resolve(__dirname, '../../..');

interface Given {
  readonly minutes: number;
  readonly seed: number;
  readonly rate: number;
  readonly only?: readonly string[];
  readonly faults?: string;
}

/** `npm run chaos`: from the arguments to the exit code. */
export async function chaosCommand(args: readonly string[], out: NodeJS.WriteStream): Promise<number> {
  const given = parse(args);
  if (given.faults === 'list') {
    out.write(listOfFaults());
    return 0;
  }
  const settings = settingsOf(given);
  const progress = new ProgressLines(out);
  const { again: replay } = settings;
  progress.line(`Seed ${settings.seed}. The same run again: ${replay}`);
  const stops = new StopRequests(() => void run.abandon().finally(() => process.exit(INTERRUPTED)));
  const run = new ChaosRun(settings, progress, stops.signal);
  void stops.first.then(() => progress.tell('No more faults: what is under way may end and is judged. Ask again to stop at once.'));
  const result = await run.run();
  const { markdown } = await writeReport(result, settings.folder);
  const verdict = verdictOf(result);
  const passed = verdict.passed && !stops.signal.aborted;
  progress.line();
  for (const sentence of verdict.sentences) progress.line(sentence);
  for (const { invariant, sentence, requestId } of result.check.violations.slice(0, 20))
    progress.line(`  ${invariant}${requestId === undefined ? '' : ` (${requestId})`}: ${sentence}`);
  progress.line(`Report: ${markdown}`);
  if (passed) await forget(settings.folder);
  else progress.line(`Evidence, tables and logs are kept beside it. The same run again: ${replay}`);
  progress.line(passed ? 'PASSED' : 'FAILED');
  return stops.signal.aborted ? INTERRUPTED : Number(!passed);
}

function parse(args: readonly string[]): Given {
  const command = new Command('npm run chaos --')
    .description('Runs Countersign under load while everything around it fails, and then proves that nothing was lost, doubled or made up.')
    .option('--minutes <n>', 'how long faults are injected', positive, 2)
    .option('--seed <n>', 'chooses the faults; a random one when not said', wholeNumber, Math.floor(Math.random() * MAX_SEED))
    .option('--rate <n>', 'requests submitted per second', positive, 20)
    .option('--only <kinds>', 'only these kinds of faults, separated by commas', (text) => text.split(','))
    .addOption(new Option('--faults <what>', 'show all kinds of faults and do nothing').choices(['list']));
  return command.parse(args, { from: 'user' }).opts<Given>();
}

function settingsOf(given: Given): RunSettings {
  const { seed, minutes, rate, only } = given;
  const kinds = only ? kindsNamed(only) : CATALOGUE;
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = path.join(CHECKOUT, '.countersign', 'chaos', `${time}-seed-${seed}`);
  return { seed, minutes, ratePerSecond: rate, kinds, leastKinds: only ? 1 : leastKindsFor(minutes), folder, again: replayCommand(given) };
}

function replayCommand({ minutes, seed, rate, only }: Given): string {
  return `npm run chaos -- --minutes ${minutes} --seed ${seed} --rate ${rate}${only ? ` --only ${only.join(',')}` : ''}`;
}

/** What is only of use where something went wrong. */
async function forget(folder: string): Promise<void> {
  for (const part of ['evidence', 'logs', 'hooks', 'sandbox', 'dev-issuer'])
    await rm(path.join(folder, part), { recursive: true, force: true });
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 999999999.');
  return Number(text);
}

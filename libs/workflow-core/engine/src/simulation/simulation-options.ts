import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface SimulationOptions {
  /** The seed of the first schedule; the others follow it one by one. */
  readonly first: number;
  readonly count: number;
  /** Threads that share the schedules. */
  readonly threads: number;
}

export const SCHEDULES = 100_000;

/** Reads `--seed` and `--schedules`: a seed alone means that one schedule, which is how a failure is looked at again. @throws Error that names the option */
export function simulationOptions(args: readonly string[], parallelism = availableParallelism()): SimulationOptions {
  const { values } = parseArgs({ args: [...args], options: { seed: { type: 'string' }, schedules: { type: 'string' } } });
  const first = wholeNumber('--seed', values.seed) ?? 1;
  const count = wholeNumber('--schedules', values.schedules) ?? (values.seed === undefined ? SCHEDULES : 1);
  return { first, count, threads: Math.max(1, Math.min(parallelism, count)) };
}

/** Parts of about the same size, one after another. */
export function partsOf({ first, count, threads }: SimulationOptions): { readonly first: number; readonly count: number }[] {
  const begins = Array.from({ length: threads + 1 }, (_, part) => first + Math.floor((count * part) / threads));
  return begins.slice(0, -1).map((begin, part) => ({ first: begin, count: (begins[part + 1] ?? begin) - begin }));
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}

import type { RequestState } from '../domain/request-state';

export interface SimulatedRun {
  readonly schedules: number;
  /** How many requests ended in which state. */
  readonly states: ReadonlyMap<RequestState, number>;
  /** The first schedule that broke a promise. */
  readonly broken?: { readonly seed: number; readonly problems: readonly string[]; readonly story: readonly string[] };
}

/** Schedules below which a share of the ends says nothing. */
const FEW = 1_000;

const EXPECTED_SHARES = [
  { state: 'approved', least: 0.5, most: 1 },
  { state: 'failed', least: 0.05, most: 1 },
  { state: 'needs_review', least: 0.02, most: 0.1 },
] as const;

/** What is wrong with the run: a broken promise, with the way to see it again, or ends so one-sided that nothing was tried. */
export function problemsOf({ schedules, states, broken }: SimulatedRun): string[] {
  if (broken) {
    const again = `To see it again: npm run simulate -- --seed ${broken.seed}`;
    return [...broken.problems, again, ...broken.story.map((line) => `  ${line}`)];
  }
  if (schedules < FEW) return [];
  const all = [...states.values()].reduce((sum, count) => sum + count, 0);
  return EXPECTED_SHARES.flatMap(({ state, least, most }) => {
    const share = (states.get(state) ?? 0) / all;
    return share >= least && share <= most ? [] : [`${(share * 100).toFixed(1)} % of the requests ended ${state}.`];
  });
}

/** Runs of different seeds as one; of broken promises the one with the lowest seed. */
export function together(runs: readonly SimulatedRun[]): SimulatedRun {
  const states = new Map<RequestState, number>();
  for (const run of runs) for (const [state, count] of run.states) states.set(state, (states.get(state) ?? 0) + count);
  const [broken] = runs.flatMap((run) => (run.broken ? [run.broken] : [])).sort((one, other) => one.seed - other.seed);
  return { schedules: runs.reduce((sum, run) => sum + run.schedules, 0), states, ...(broken && { broken }) };
}

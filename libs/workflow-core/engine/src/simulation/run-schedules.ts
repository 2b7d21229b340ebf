import type { RequestState } from '../domain/request-state';
import { Schedule } from './schedule';
import type { PlantInStores } from './simulated-system';
import type { SimulatedSeeds } from './simulation.config';

export interface SimulatedRun {
  readonly schedules: number;
  /** How many requests ended in which state. */
  readonly states: ReadonlyMap<RequestState, number>;
  /** The first schedule that broke a promise. */
  readonly broken?: { readonly seed: number; readonly problems: readonly string[]; readonly story: readonly string[] };
}

/** One schedule after another, until one breaks a promise. */
export async function runSchedules({ first, count }: SimulatedSeeds, plant?: PlantInStores): Promise<SimulatedRun> {
  const states = new Map<RequestState, number>();
  for (let seed = first; seed < first + count; seed++) {
    const { problems, story, states: ends } = await new Schedule(seed, plant).run();
    for (const state of ends) states.set(state, (states.get(state) ?? 0) + 1);
    const schedules = seed - first + 1;
    if (problems.length > 0) return { schedules, states, broken: { seed, problems, story } };
    // A schedule lets the event loop wait; whatever else runs here has its turn between two.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { schedules: count, states };
}

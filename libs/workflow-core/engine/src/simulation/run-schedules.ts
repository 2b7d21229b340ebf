import type { RequestState } from '../domain/request-state';
import { Schedule } from './schedule';
import type { SimulatedRun } from './simulated-run';
import type { PlantInStores } from './simulated-system';

/** One schedule after another, from the seed `first` on, until one breaks a promise. */
export async function runSchedules(
  { first, count }: { readonly first: number; readonly count: number },
  plant?: PlantInStores,
): Promise<SimulatedRun> {
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

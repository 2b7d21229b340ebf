import { z } from 'zod';

const settings = z.object({
  SIMULATION_SEED: z.coerce.number().int().nonnegative().optional(),
  SIMULATION_SCHEDULES: z.coerce.number().int().positive().default(100_000),
});

/** The schedules to run: `count` from `first` on. A failure names its seed; SIMULATION_SEED runs that one again, alone. */
export function simulatedSeeds(environment: NodeJS.ProcessEnv = process.env): { readonly first: number; readonly count: number } {
  const { SIMULATION_SEED: seed, SIMULATION_SCHEDULES: count } = settings.parse(environment);
  return seed === undefined ? { first: 1, count } : { first: seed, count: 1 };
}

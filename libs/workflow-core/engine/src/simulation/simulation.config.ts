import { z } from 'zod';

const IN_CI = 20_000;
const AT_A_DESK = 5_000;

const settings = z.object({
  CI: z.string().optional(),
  SIMULATION_SEED: z.coerce.number().int().nonnegative().optional(),
  SIMULATION_SCHEDULES: z.coerce.number().int().positive().optional(),
});

/** The schedules to run: `count` from the seed `first` on. */
export interface SimulatedSeeds {
  readonly first: number;
  readonly count: number;
}

/** With SIMULATION_SEED alone that one schedule, which is how a failure is looked at again; otherwise as many as the place affords. */
export function simulatedSeeds(environment: NodeJS.ProcessEnv = process.env): SimulatedSeeds {
  const { CI: ci, SIMULATION_SEED: seed, SIMULATION_SCHEDULES: schedules } = settings.parse(environment);
  if (seed !== undefined) return { first: seed, count: schedules ?? 1 };
  return { first: 1, count: schedules ?? (ci ? IN_CI : AT_A_DESK) };
}

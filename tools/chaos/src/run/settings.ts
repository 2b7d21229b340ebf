import type { FaultKind } from '../faults/fault-kind';

/** What a run is asked to be. */
export interface RunSettings {
  readonly seed: number;
  /** How long requests are submitted and faults injected. */
  readonly minutes: number;
  readonly ratePerSecond: number;
  readonly kinds: readonly FaultKind[];
  /** How many different kinds must have happened. */
  readonly leastKinds: number;
  /** Where everything of this run is kept. */
  readonly folder: string;
  /** The command that runs it again. */
  readonly again: string;
}

/** Kinds that must occur in a run of all faults, by its length. */
export function leastKindsFor(minutes: number): number {
  if (minutes >= 10) return 20;
  return minutes >= 2 ? 12 : 1;
}

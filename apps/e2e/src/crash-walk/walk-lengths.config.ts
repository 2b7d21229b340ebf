/** How long everything takes in a walk, in milliseconds. */
export interface WalkLengths {
  /** Whether these are the lengths of production. */
  readonly areReal: boolean;
  /** How many installations walk at once. */
  readonly lanes: number;
  readonly leaseMs: number;
  readonly deliveryLeaseMs: number;
  readonly queuePatienceMs: number;
  readonly sweepMs: number;
  readonly pollMs: number;
  /** How long a process is frozen at least: past the lease of what it holds. A worker, until the others have finished without it. */
  readonly pauseMs: number;
  readonly deliveryPauseMs: number;
  /** When a case has failed because it did not come to its end. */
  readonly deadlineMs: number;
}

const SHORT: WalkLengths = {
  areReal: false,
  lanes: 5,
  leaseMs: 2_000,
  deliveryLeaseMs: 2_000,
  queuePatienceMs: 3_000,
  sweepMs: 250,
  pollMs: 100,
  pauseMs: 2_500,
  deliveryPauseMs: 2_500,
  deadlineMs: 45_000,
};

const REAL: WalkLengths = {
  areReal: true,
  lanes: 6,
  leaseMs: 12_000,
  deliveryLeaseMs: 45_000,
  queuePatienceMs: 15_000,
  sweepMs: 2_000,
  pollMs: 500,
  pauseMs: 25_000,
  deliveryPauseMs: 60_000,
  deadlineMs: 240_000,
};

/** `CRASH_WALK=real` walks with the lengths of production; anything else with short ones. */
export function walkLengths(env: NodeJS.ProcessEnv = process.env): WalkLengths {
  return env['CRASH_WALK'] === 'real' ? REAL : SHORT;
}

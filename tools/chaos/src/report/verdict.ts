import type { CheckReport, InvariantResult } from '@countersign/invariant-checker';
import type { ChaosResult } from '../chaos-result';

/** A run in which hardly anything came through proves nothing, however clean it is. */
export const FLOOR = { ended: 0.95, answeredDuringFaults: 0.6 } as const;

/** One condition of the liveness floor. */
export interface FloorLine {
  readonly what: string;
  /** From 0 to 1; undefined where there was nothing to measure. */
  readonly share: number | undefined;
  readonly least: number;
  readonly isReached: boolean;
}

export interface Verdict {
  readonly passed: boolean;
  /** Why, most important first. */
  readonly sentences: readonly string[];
  readonly floor: readonly FloorLine[];
}

export function verdictOf(result: ChaosResult): Verdict {
  const floor = [endedFloor(result.check), answeredFloor(result)];
  const broken = result.check.invariants.filter((invariant) => violationsOf(invariant) > 0);
  const failures = [
    ...broken.map((invariant) => `${invariant.id} is violated ${times(violationsOf(invariant))}: ${invariant.title}.`),
    ...unlisted(result.check),
    ...floor.filter(({ isReached }) => !isReached).map(missed),
    ...(result.check.invariants.some(({ checked }) => checked > 0) ? [] : ['No invariant has looked at anything.']),
  ];
  return failures.length > 0 ? { passed: false, sentences: failures, floor } : { passed: true, sentences: [allWell(result)], floor };
}

/** How many, listed or not. */
export function violationsOf({ clauses = [], violations }: InvariantResult): number {
  return Math.max(
    violations.length,
    clauses.reduce((sum, { broken }) => sum + broken, 0),
  );
}

function endedFloor({ requests: { submitted, terminal } }: CheckReport): FloorLine {
  const share = submitted > 0 ? terminal / submitted : undefined;
  const isReached = share !== undefined && share >= FLOOR.ended;
  return { what: 'requests that came to their end', share, least: FLOOR.ended, isReached };
}

function answeredFloor({ faults, callsDuringFaults: { ok, total } }: ChaosResult): FloorLine {
  const share = total > 0 ? ok / total : undefined;
  // Without faults there is no such call to be had; with faults their absence is a failure of the run.
  const isReached = share === undefined ? faults.length === 0 : share >= FLOOR.answeredDuringFaults;
  return { what: 'calls begun during a fault that were answered 2xx', share, least: FLOOR.answeredDuringFaults, isReached };
}

/** Violations that no invariant of the table owns. */
function unlisted({ invariants, violations }: CheckReport): readonly string[] {
  const known = new Set(invariants.map(({ id }) => id));
  return [...new Set(violations.map(({ invariant }) => invariant))].filter((id) => !known.has(id)).map((id) => `${id} is violated.`);
}

function missed({ what, share, least }: FloorLine): string {
  const found = share === undefined ? 'there were none' : `it was ${percent(share)}`;
  return `The liveness floor is missed: at least ${percent(least)} of ${what} were wanted, and ${found}.`;
}

function allWell({ check, faults }: ChaosResult): string {
  const kinds = new Set(faults.map(({ kind }) => kind)).size;
  return `No invariant is violated, and the liveness floor is reached: ${check.requests.submitted} requests, ${faults.length} faults of ${kinds} kinds.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

export function percent(share: number): string {
  // Rounded down, so that 94.99 % never reads as the 95 % that it is not.
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

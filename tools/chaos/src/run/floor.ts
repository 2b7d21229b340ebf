import type { InvariantResult, Violation } from '@countersign/invariant-checker';
import type { AppDeath } from '@countersign/local-stack';
import type { CallCounts, FaultRecord } from '../chaos-result';

/** At least so many of the submitted requests ended, and so many of the calls during faults went well. */
const ENDED = 0.95;
const CALLS_OK = 0.6;

export interface FloorFacts {
  readonly submitted: number;
  readonly terminal: number;
  readonly callsDuringFaults: CallCounts;
}

/** A run in which everything failed proves nothing. */
export function livenessFloor({ submitted, terminal, callsDuringFaults }: FloorFacts): InvariantResult {
  const violations: Violation[] = [];
  if (terminal < submitted * ENDED)
    violations.push({ invariant: 'I17', sentence: `${terminal} of ${submitted} requests ended; at least ${ENDED * 100} % must.` });
  const { total, ok } = callsDuringFaults;
  if (ok < total * CALLS_OK)
    violations.push({ invariant: 'I17', sentence: `${ok} of ${total} calls during faults went well; at least ${CALLS_OK * 100} % must.` });
  return { id: 'I17', title: 'Liveness floor: most of the work was done in spite of the faults', checked: submitted + total, violations };
}

/** Apps end when they are asked to, and otherwise never. */
export function noDeaths(deaths: readonly AppDeath[], processes: number): InvariantResult {
  const violations = deaths.map(({ message }) => ({ invariant: 'H1', sentence: message }));
  return { id: 'H1', title: 'No app ended by itself', checked: processes, violations };
}

/** Faults of enough different kinds. */
export function enoughKinds(faults: readonly FaultRecord[], least: number): InvariantResult {
  const kinds = new Set(faults.map(({ kind }) => kind)).size;
  const violations = kinds < least ? [{ invariant: 'H2', sentence: `Faults of ${kinds} kinds happened; at least ${least} must.` }] : [];
  return { id: 'H2', title: `Faults of at least ${least} kinds happened`, checked: kinds, violations };
}

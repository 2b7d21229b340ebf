import type { InvariantResult } from '@countersign/invariant-checker';
import type { AppDeath } from '@countersign/local-stack';
import type { FaultRecord } from '../chaos-result';

/** Apps end when they are asked to, and otherwise never. */
export function noDeaths(deaths: readonly AppDeath[], processes: number): InvariantResult {
  const violations = deaths.map(({ message }) => ({ invariant: 'H1', sentence: message }));
  return { id: 'H1', title: 'No app ends by itself', checked: processes, violations };
}

/** Faults of enough different kinds, or the run has not shown what it is to show. */
export function enoughKinds(faults: readonly FaultRecord[], least: number): InvariantResult {
  const kinds = new Set(faults.map(({ kind }) => kind)).size;
  const violations = kinds < least ? [{ invariant: 'H2', sentence: `Faults of ${kinds} kinds happened; at least ${least} must.` }] : [];
  return { id: 'H2', title: `Faults of at least ${least} kinds happen`, checked: kinds, violations };
}

/** Nothing is left to do, with operators who resolve what is held. */
export function allEnded(left: { readonly requests: number; readonly deliveries: number }, submitted: number): InvariantResult {
  const { requests, deliveries } = left;
  const sentence = `${requests} requests and ${deliveries} deliveries had not ended when the time after the last fault was over.`;
  return {
    id: 'H3',
    title: 'All work ends in the time after the last fault',
    checked: submitted,
    violations: requests + deliveries > 0 ? [{ invariant: 'H3', sentence }] : [],
  };
}

/** Whatever fails, no app writes down whom it was about. */
export function nothingPersonal(found: readonly string[], calls: number): InvariantResult {
  const violations = found.map((place) => ({ invariant: 'H5', sentence: `A log names a customer: ${place}` }));
  return { id: 'H5', title: 'No log names a customer', checked: calls, violations };
}

/** What the harness could not bring about or take back: such a run proves nothing. */
export function harnessWorked(failures: readonly unknown[], faults: number): InvariantResult {
  const violations = failures.map((failure) => ({
    invariant: 'H4',
    sentence: failure instanceof Error ? failure.message : String(failure),
  }));
  return { id: 'H4', title: 'Every planned fault comes and goes', checked: faults, violations };
}

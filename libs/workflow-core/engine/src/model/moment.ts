import type { RequestState } from '../domain/request-state';
import type { TransitionCause } from '../domain/transitions';
import type { ModelRules } from './model-rules';
import type { Holding, ModelState, RequestPart, Scenario } from './model-state';

/** One thing that may happen next. */
export interface ModelStep {
  readonly label: string;
  readonly next: ModelState;
  /** Set where a request moves: which, whereto and by whom. */
  readonly moves?: { readonly request: number; readonly to: RequestState; readonly by: TransitionCause };
  /** Set where a lease is taken or an execution put off: the epoch must have grown. */
  readonly raises?: number;
  /** Set where the holder of a lease writes by it. */
  readonly writtenBy?: Holding;
}

/** A scenario, the rules it goes by, and the moment it is in. */
export interface Moment {
  readonly scenario: Scenario;
  readonly rules: ModelRules;
  readonly state: ModelState;
}

/** The rules of time in the walk: it stands at 0, a lease ends at 10 or has ended at -1, and whatever is due at any time is due now. */
export const NOW = 0;
export const LEASE_MS = 10;
export const LEAST_LEFT_MS = 3;

export function withRequest(state: ModelState, index: number, changed: Partial<RequestPart>): ModelState {
  const requests = state.requests.map((part, at) => (at === index ? { ...part, ...changed } : part));
  return { ...state, requests };
}

export function nameOf({ scenario }: Moment, request: number): string {
  return scenario.requests[request]?.name ?? '?';
}

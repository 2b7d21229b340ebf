import type { RequestState } from './request-state';

/** Who may cause a transition. `policy` is auto-approval by a stored policy version, `worker` the judged answer of the loyalty API. */
export type TransitionCause = 'maker' | 'checker' | 'policy' | 'clock' | 'worker' | 'operators';

export interface TransitionRule {
  /** `none`: the request does not exist yet. */
  readonly from: RequestState | 'none';
  readonly to: RequestState;
  readonly by: TransitionCause;
  /** Whether subscribers hear of it. */
  readonly event: boolean;
}

/** The whole state machine. What is not listed cannot happen; PostgreSQL's guards are written from this table. */
export const TRANSITIONS: readonly TransitionRule[] = [
  { from: 'none', to: 'pending', by: 'maker', event: true },
  { from: 'none', to: 'accepted', by: 'policy', event: false },
  { from: 'pending', to: 'accepted', by: 'checker', event: false },
  { from: 'pending', to: 'rejected', by: 'checker', event: true },
  { from: 'pending', to: 'withdrawn', by: 'maker', event: true },
  { from: 'pending', to: 'expired', by: 'clock', event: true },
  { from: 'accepted', to: 'approved', by: 'worker', event: true },
  { from: 'accepted', to: 'failed', by: 'worker', event: true },
  { from: 'accepted', to: 'needs_review', by: 'worker', event: false },
  { from: 'needs_review', to: 'approved', by: 'operators', event: true },
  { from: 'needs_review', to: 'failed', by: 'operators', event: true },
  { from: 'needs_review', to: 'accepted', by: 'operators', event: false },
];

export function findTransition(from: RequestState | 'none', to: RequestState): TransitionRule | undefined {
  return TRANSITIONS.find((rule) => rule.from === from && rule.to === to);
}

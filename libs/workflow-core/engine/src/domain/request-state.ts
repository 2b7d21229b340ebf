/** Persisted: never renamed. */
export const REQUEST_STATES = ['pending', 'accepted', 'needs_review', 'approved', 'failed', 'rejected', 'withdrawn', 'expired'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const TERMINAL_STATES = ['approved', 'failed', 'rejected', 'withdrawn', 'expired'] as const satisfies readonly RequestState[];
export type TerminalState = (typeof TERMINAL_STATES)[number];

/** What the outside sees: the name of the step that the request is in, or how it ended. */
export type PublicState = 'AdminTask' | 'IntouchAPITask' | TerminalState;

export function isTerminal(state: RequestState): state is TerminalState {
  return (TERMINAL_STATES as readonly RequestState[]).includes(state);
}

export function publicState(state: RequestState): PublicState {
  if (state === 'pending') return 'AdminTask';
  if (state === 'accepted' || state === 'needs_review') return 'IntouchAPITask';
  return state;
}

const INTERNAL: Readonly<Record<PublicState, readonly RequestState[]>> = {
  AdminTask: ['pending'],
  IntouchAPITask: ['accepted', 'needs_review'],
  approved: ['approved'],
  failed: ['failed'],
  rejected: ['rejected'],
  withdrawn: ['withdrawn'],
  expired: ['expired'],
};

export const PUBLIC_STATES = Object.keys(INTERNAL) as readonly PublicState[];

/** The stored states behind a public one: what a list filter looks for. */
export function statesBehind(state: PublicState): readonly RequestState[] {
  return INTERNAL[state];
}

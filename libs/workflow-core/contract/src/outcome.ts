/** One customer or part of a call that did not succeed although the call as a whole did. */
export interface OutcomeWarning {
  readonly code: string;
  readonly message: string;
  readonly reference?: string;
}

/** The loyalty API did what was asked; `partial` when only for some of those named. */
export interface Executed {
  readonly kind: 'executed';
  readonly partial?: boolean;
  readonly warnings?: readonly OutcomeWarning[];
}

/** A definite, documented no. Nothing was applied by this attempt. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: string;
  readonly message: string;
}

/** The loyalty API says that this key was used before. Core knows whether it was this request that used it. */
export interface Duplicate {
  readonly kind: 'duplicate';
  readonly code: string;
  readonly message: string;
}

/** Surely not applied and worth another try later, with the same key. */
export interface Retry {
  readonly kind: 'retry';
  readonly code: string;
  readonly message: string;
  /** Milliseconds that the loyalty API asked us to wait. */
  readonly retryAfterMs?: number;
}

/** Nobody can tell whether it was applied. */
export interface InDoubt {
  readonly kind: 'in-doubt';
  readonly code: string;
  readonly message: string;
}

/** Surely not applied, and only a person can make the next try succeed (a programme that is not set up, say). */
export interface Hold {
  readonly kind: 'hold';
  readonly code: string;
  readonly message: string;
}

/** What one attempt at the loyalty call came to, judged by the request type from the answer alone. */
export type ExecutionOutcome = Executed | Refused | Duplicate | Retry | InDoubt | Hold;

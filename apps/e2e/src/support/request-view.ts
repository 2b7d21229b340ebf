/** A request as the API shows it: what the tests read of it. */
export interface RequestView {
  readonly requestId: string;
  readonly userId: number;
  readonly requestType: string;
  readonly state: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly details: {
    readonly [detail: string]: unknown;
    readonly AdminTask_Output?: string;
    readonly IntouchAPITask_Output?: { readonly status: number; readonly body: unknown };
    readonly autoApproved: boolean;
    readonly decisions: readonly { readonly checkerId: number; readonly decision: string; readonly comment: string }[];
    readonly outcome?: Outcome;
    readonly executionState?: string;
    readonly payloadDigest: string;
  };
}

export interface Outcome {
  readonly kind: 'executed' | 'refused' | 'unknown' | 'held' | 'sent-back' | 'withdrawn';
  readonly code?: string;
  readonly message: string;
  readonly attempts: number;
}

export interface Page {
  readonly data: readonly RequestView[];
  readonly pagination: { readonly totalElements: number; readonly number: number; readonly nextCursor?: string };
}

/** The envelope of every answer that is an error. */
export interface Refusal {
  readonly data: null;
  readonly errors: readonly { readonly code: number; readonly message: string; readonly reference: string | null }[];
}

const OPEN_STATES = ['AdminTask', 'IntouchAPITask'];

/** Ended, or held for an operator: either way nothing more happens by itself. */
export function isSettled({ state, details }: RequestView): boolean {
  return !OPEN_STATES.includes(state) || details.executionState === 'needs-review';
}

/** Where requests are submitted, read and decided on. */
export const REQUESTS_PATH = '/api_gateway/v2/request-workflow';

/** States as the API tells them. */
export const STATES = ['AdminTask', 'IntouchAPITask', 'approved', 'rejected', 'failed', 'withdrawn', 'expired'] as const;
export type State = (typeof STATES)[number];

export type Verdict = 'approved' | 'rejected' | 'sent-back';

export interface DecisionView {
  readonly checkerId: number;
  readonly checkerName: string;
  readonly decision: Verdict;
  readonly comment: string;
  readonly decidedAt: string;
}

/** It counts no more: whoever gave it was revoked before there were enough. */
export interface RevokedApprovalView {
  readonly checkerId: number;
  readonly checkerName: string;
  readonly comment: string;
  readonly decidedAt: string;
  readonly revokedBy: { readonly id: number; readonly name: string };
  readonly revokedAt: string;
}

export interface ApprovalLevel {
  readonly grant: string;
  readonly checkers: number;
  readonly given: number;
}

export interface ApprovalView {
  readonly policyVersion: number;
  readonly verdict: 'auto' | 'checker';
  readonly band?: number;
  readonly quorum?: number;
  readonly given?: number;
  readonly levels?: readonly ApprovalLevel[];
  /** The grant that the next approval takes, while one is waited for. */
  readonly next?: string;
  readonly warnings?: readonly string[];
}

export interface OutcomeView {
  readonly kind: 'executed' | 'refused' | 'unknown' | 'held' | 'sent-back' | 'withdrawn';
  readonly code?: string;
  readonly message: string;
  readonly attempts: number;
  readonly partial?: boolean;
  readonly warnings?: readonly { readonly code: string; readonly message: string; readonly reference?: string }[];
}

export interface RequestSummary {
  readonly customer: string;
  readonly reference?: string;
  readonly amount?: number;
  /** What approving it does, in one sentence. */
  readonly line: string;
}

/** A request as the API answers it; what the console reads of it. */
export interface RequestView {
  readonly requestId: string;
  /** The maker. */
  readonly userId: number;
  readonly userName: string;
  /** In the spelling of URLs, such as `points-redemption`. */
  readonly requestType: string;
  readonly state: State;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly details: {
    readonly 'IntouchAPITask-Payload': {
      readonly path: string;
      readonly method: string;
      readonly queryParams?: unknown;
      readonly body?: unknown;
      readonly erased?: true;
    };
    readonly IntouchAPITask_Output?: unknown;
    readonly summary: RequestSummary;
    readonly entityInfo: Readonly<Record<string, string>>;
    readonly autoApproved: boolean;
    readonly approval: ApprovalView;
    readonly replayOf?: string;
    readonly replays?: readonly { readonly requestId: string; readonly state: State }[];
    readonly resubmissionOf?: string;
    readonly resubmittedAs?: string;
    readonly decisions: readonly DecisionView[];
    readonly revokedApprovals?: readonly RevokedApprovalView[];
    readonly outcome?: OutcomeView;
    readonly executionState?: 'waiting' | 'executing' | 'in-doubt' | 'retrying' | 'needs-review';
    readonly nextAttemptAt?: string;
    readonly reminders?: number;
    readonly remindedAt?: string;
    readonly expiresAt?: string;
    readonly erasedAt?: string;
    /** Sent back with the decision, so that only what was seen is decided. */
    readonly payloadDigest: string;
    readonly version: number;
  };
}

/** In the order in which they come. */
export function idsOf(those: readonly Pick<RequestView, 'requestId'>[]): readonly string[] {
  return those.map(({ requestId }) => requestId);
}

export interface RequestPage {
  readonly data: readonly RequestView[];
  readonly pagination: {
    readonly totalElements: number;
    readonly totalIsLowerBound?: true;
    readonly numberOfElements: number;
    readonly nextCursor?: string;
  };
  readonly warnings?: readonly { readonly message: string; readonly reference: string }[];
}

import type { RequestView } from '../api/request-view';

export interface Person {
  readonly id: number;
  readonly name: string;
}

/** How the executions of one request type stand. Counts stop at 10,000. */
export interface TypeStanding {
  /** In the spelling of URLs. */
  readonly requestType: string;
  readonly paused: { readonly since: string; readonly by: Person; readonly reason: string } | null;
  readonly waiting: number;
  readonly executing: number;
  readonly inDoubt: number;
  readonly held: number;
  /** Since when the oldest of those that wait has been due. */
  readonly oldestDueAt: string | null;
  readonly endedInLastFiveMinutes: { readonly approved: number; readonly failed: number };
  readonly queue?: { readonly retrying: number };
}

export type AttemptClass = 'executed' | 'refused' | 'duplicate' | 'retry' | 'in-doubt' | 'hold' | 'lost' | 'tampered';

export interface LoyaltyAttempt {
  readonly at: string;
  readonly class: AttemptClass;
  readonly code: string | null;
  readonly httpStatus: number | null;
  readonly durationMs: number;
  /** It came too late to change anything; what it says may be evidence. */
  readonly fenced: boolean;
}

export const RESOLUTIONS = ['executed', 'not-executed', 'retry'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export interface Review {
  readonly proposal: number;
  readonly action: Resolution;
  readonly evidence: string;
  readonly status: 'proposed' | 'confirmed' | 'declined' | 'withdrawn';
  readonly proposedBy: Person;
  readonly proposedAt: string;
  readonly decidedBy?: Person;
  readonly decidedAt?: string;
}

/** A request as operators see it. */
export interface ReviewedRequest {
  readonly request: RequestView;
  /** Absent when it is not on hold. */
  readonly heldSince?: string;
  readonly attempts: readonly LoyaltyAttempt[];
  /** The oldest first; at most the last one is open. */
  readonly reviews: readonly Review[];
}

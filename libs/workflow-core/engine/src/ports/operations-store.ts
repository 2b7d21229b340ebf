import type { Resolution, ReviewVerdict } from '../domain/review-rules';
import type { StoredOutcome } from '../domain/stored-outcome';
import type { AttemptNote } from './execution-store';
import type { ListPlace } from './request-list';
import type { Person, StoredRequest } from './request-records';
import type { RequestRef } from './request-store';

/** A loyalty call as it was noted. */
export interface LoyaltyAttempt extends AttemptNote {
  readonly at: Date;
  /** Its worker had lost the lease: what it learned changed nothing, and may be evidence. */
  readonly fenced: boolean;
}

/** One proposed resolution and what became of it. */
export interface Review {
  /** From 1, per request. */
  readonly proposal: number;
  readonly action: Resolution;
  /** Why the proposer is sure. */
  readonly evidence: string;
  readonly proposedBy: Person;
  readonly proposedAt: Date;
  readonly status: 'proposed' | ReviewVerdict;
  readonly decidedBy?: Person;
  readonly decidedAt?: Date;
}

/** A request with all that operators judge it by. */
export interface ReviewedRequest {
  readonly request: StoredRequest;
  /** Oldest first. */
  readonly attempts: readonly LoyaltyAttempt[];
  /** Oldest first. */
  readonly reviews: readonly Review[];
}

export interface HeldPage {
  readonly held: readonly ReviewedRequest[];
  readonly next?: ListPlace;
}

export interface NewProposal extends RequestRef {
  readonly action: Resolution;
  readonly evidence: string;
  readonly proposer: Person;
}

export interface ProposalDecision extends RequestRef {
  readonly proposal: number;
  readonly verdict: ReviewVerdict;
  readonly decider: Person;
  /** Stored once confirmed; undefined for a request that is sent again. */
  readonly outcome?: StoredOutcome | undefined;
  readonly traceId: string;
  readonly eventId: string;
}

/** What operators read and write. The database refuses the maker, the same person twice and a second open proposal too. */
export interface OperationsStore {
  /** Requests on hold, the oldest first. */
  listHeld(orgId: number, limit: number, after?: ListPlace): Promise<HeldPage>;
  /** In whatever state it is. */
  read(orgId: number, requestId: string): Promise<ReviewedRequest | undefined>;
  /** Undefined: it is not held, is the proposer's own, or has an open proposal; nothing was written. */
  propose(proposal: NewProposal): Promise<Review | undefined>;
  /** Confirming does what was proposed, in the same write. Undefined: not open, or not this person's; nothing was written. */
  decide(decision: ProposalDecision): Promise<Review | undefined>;
}

export const OPERATIONS_STORE = Symbol('OperationsStore');

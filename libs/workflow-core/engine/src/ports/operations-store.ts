import { token } from '@countersign/wiring';
import type { Resolution, ReviewVerdict } from '../domain/review-rules';
import type { StoredOutcome } from '../domain/stored-outcome';
import type { AttemptNote } from './execution-store';
import type { OperatorCaller } from './operator-journal';
import type { ListPlace } from './request-list';
import type { Person, StoredRequest } from './request-records';
import type { NewRequest, SubmitResult } from './request-store';

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

export interface NewProposal {
  readonly requestId: string;
  readonly action: Resolution;
  readonly evidence: string;
}

export interface ProposalDecision {
  readonly requestId: string;
  readonly proposal: number;
  readonly verdict: ReviewVerdict;
  /** Stored once confirmed; undefined for a request that is sent again. */
  readonly outcome?: StoredOutcome | undefined;
  readonly eventId: string;
}

/** Beside what a submission can come to: the request has not failed or has a replay, or the caller's key is used. */
export type ReplayResult = SubmitResult | { readonly kind: 'not-replayable' } | { readonly kind: 'key-used' };

/**
 * What operators read and write about requests. The database refuses the maker, the same person twice and a second open proposal too.
 * Where a write says that nothing was written, the caller's key may be the reason: the journal tells.
 */
export interface OperationsStore {
  /** Requests on hold, the oldest first. */
  listHeld(orgId: number, limit: number, after?: ListPlace): Promise<HeldPage>;
  /** In whatever state it is. */
  read(orgId: number, requestId: string): Promise<ReviewedRequest | undefined>;
  /** Undefined: it is not held, is the proposer's own, or has an open proposal; nothing was written. */
  propose(caller: OperatorCaller, proposal: NewProposal): Promise<Review | undefined>;
  /** Confirming does what was proposed, in the same write. Undefined: not open, or not this person's; nothing was written. */
  decide(caller: OperatorCaller, decision: ProposalDecision): Promise<Review | undefined>;
  /** Stores a new request for a failed one, linked both ways; all or nothing. */
  replay(caller: OperatorCaller, failedId: string, request: NewRequest, reason: string): Promise<ReplayResult>;
  /** Makes an execution that waits due now, under a new epoch. False: there is none, it is held, under way or paused; nothing was written. */
  redispatch(caller: OperatorCaller, requestId: string, reason: string): Promise<boolean>;
}

export const OPERATIONS_STORE = token<OperationsStore>('OperationsStore');

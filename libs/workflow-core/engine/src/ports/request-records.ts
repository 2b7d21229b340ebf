import type { CheckerGrant, EntityInfo } from '../domain/actor';
import type { Verdict } from '../domain/policy';
import type { RequestState } from '../domain/request-state';
import type { StoredOutcome } from '../domain/stored-outcome';

export interface Person {
  readonly id: number;
  readonly name: string;
}

/** One checker's word on a request. */
export interface Decision {
  readonly checker: Person;
  readonly verdict: 'approved' | 'rejected';
  readonly comment: string;
  readonly decidedAt: Date;
}

/** An approval that counts no more: whoever gave it was revoked before the quorum was complete. */
export interface RevokedApproval {
  readonly checker: Person;
  readonly comment: string;
  readonly decidedAt: Date;
  readonly revokedBy: Person;
  readonly revokedAt: Date;
}

/** The execution row of an accepted request; gone once the request has ended. */
export interface ExecutionView {
  readonly attempts: number;
  readonly inDoubt: boolean;
  readonly leased: boolean;
  /** When the next attempt is due; absent while an operator is asked. */
  readonly dueAt?: Date;
}

/** Which failed request this one asks for once more. */
export interface ReplayOrigin {
  readonly requestId: string;
  /** Who asked for it before; they are makers of this request too, and can neither decide on it nor resolve it. */
  readonly makerIds: readonly number[];
}

/** Which request of the same maker this one asks for again. */
export interface ResubmissionOrigin {
  readonly requestId: string;
  /** Who else asked for it before; makers of this request too. Empty unless the earlier one was a replay. */
  readonly makerIds: readonly number[];
}

/** A request that asks once more for a failed one. */
export interface Replay {
  readonly requestId: string;
  readonly state: RequestState;
}

/** A request as it is stored and shown. Payload and answer are the texts that came in, byte for byte. */
export interface StoredRequest {
  readonly orgId: number;
  readonly requestId: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly state: RequestState;
  readonly version: number;
  readonly requester: Person;
  readonly entityInfo: EntityInfo;
  /** `{"queryParams":...,"body":...}` */
  readonly payloadText: string;
  readonly payloadDigest: string;
  readonly customer: string;
  readonly reference?: string;
  readonly amount?: number;
  readonly line: string;
  readonly verdict: Verdict;
  readonly policyVersion: number;
  readonly approvals: number;
  readonly quorum: number;
  /** Positions that a revocation made free again, before others that are given; absent as long as none took anything back. */
  readonly openPositions?: readonly number[];
  /** Which band of the policy, from 1. */
  readonly band?: number;
  /** The grant that each approval takes, in order; absent: CanCheckRequest for all. */
  readonly levelGrants?: readonly CheckerGrant[];
  /** Another request of the same type and customer waited for a checker when this one was submitted. */
  readonly customerHadPending?: true;
  /** Its policy would have approved it, but its maker proposed or approved that policy. */
  readonly ownPolicy?: true;
  /** While it is pending: when somebody who asked for it was revoked after that. */
  readonly makerRevokedAt?: Date;
  readonly decisions: readonly Decision[];
  readonly revokedApprovals?: readonly RevokedApproval[];
  readonly execution?: ExecutionView;
  readonly outcome?: StoredOutcome;
  /** `{"status":...,"headers":...,"body":...}` of the last answer that was kept. */
  readonly loyaltyAnswerText?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly endedAt?: Date;
  readonly expiresAt?: Date;
  /** When personal data was erased: payload, summary and comments hold a marker since then. */
  readonly erasedAt?: Date;
  /** Who was shown the secret of the API client that asked. */
  readonly secretHolderIds?: readonly number[];
  /** How often its checkers were reminded; none when absent. */
  readonly reminders?: number;
  readonly remindedAt?: Date;
  readonly replayOf?: ReplayOrigin;
  /** Of a failed request, the oldest first. */
  readonly replays?: readonly Replay[];
  readonly resubmissionOf?: ResubmissionOrigin;
  /** The request by which its maker asked for it again. */
  readonly resubmittedAs?: string;
}

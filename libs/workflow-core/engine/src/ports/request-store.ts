import { token } from '@countersign/wiring';
import type { CheckerGrant, EntityInfo } from '../domain/actor';
import type { DailyCaps, Verdict } from '../domain/policy';
import type { PolicyFacts, RefusalReason } from '../domain/policy-verdict';
import type { RequestState } from '../domain/request-state';
import type { Person, ResubmissionOrigin, StoredRequest } from './request-records';

/** A caller's key and the hash of what it was used for; scoped to org and caller. */
export interface IdempotencyKey {
  readonly key: string;
  readonly fingerprint: string;
}

/** What binds a request beside its own content. The store counts and looks in the write itself, and refuses what was judged otherwise. */
export interface RequestLimits {
  readonly caps: DailyCaps;
  /** Whether the verdict took another one of the customer for pending; absent: it does not matter. */
  readonly sameCustomerPending?: boolean;
  /** It waits for a checker because of who asks. */
  readonly ownPolicy?: true;
}

export interface NewRequest {
  readonly orgId: number;
  readonly requestId: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly requester: Person;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
  readonly payloadSalt: string;
  readonly payloadDigest: string;
  readonly customer: string;
  /** Everybody else whom the payload names, each once. */
  readonly otherCustomers?: readonly string[];
  readonly reference?: string;
  readonly amount?: number;
  readonly line: string;
  readonly naturalKeyHash?: string;
  readonly loyaltyKeyHash?: string;
  readonly idempotency?: IdempotencyKey;
  /** Stored only while nothing else asks again for that request. */
  readonly resubmissionOf?: ResubmissionOrigin;
  /** The store refuses the request (`policy-changed`) unless this is still the org's current version. */
  readonly policyVersion: number;
  readonly verdict: Verdict;
  readonly quorum: number;
  /** Which band of the policy, from 1. */
  readonly band?: number;
  /** The grant that each approval takes, in order; absent: CanCheckRequest for all. */
  readonly levelGrants?: readonly CheckerGrant[];
  readonly limits?: RequestLimits;
  readonly whenInDoubt: 'replay' | 'hold';
  readonly expiresAfterHours?: number;
  readonly traceId: string;
  readonly eventId: string;
}

export type SubmitResult =
  | { readonly kind: 'created'; readonly createdAt: Date }
  | { readonly kind: 'replayed'; readonly request: StoredRequest }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'key-in-progress' }
  | { readonly kind: 'duplicate'; readonly openRequestId: string }
  | { readonly kind: 'already-resubmitted'; readonly resubmittedAs: string }
  | { readonly kind: 'policy-changed' }
  /** It was judged by other counters, pending requests or makers than there are; these are the facts. Nothing was stored. */
  | { readonly kind: 'limits-differ'; readonly facts: PolicyFacts };

/** A submission that the policy refused. It is kept without its payload. */
export interface RefusedSubmission {
  readonly request: NewRequest;
  readonly reason: RefusalReason;
  readonly facts: PolicyFacts;
}

/** Not kept: the caller's key belongs to a request that was stored before, or another policy version is current by now. */
export type RefuseResult = Extract<SubmitResult, { kind: 'replayed' | 'key-reused' | 'policy-changed' }> | { readonly kind: 'kept' };

interface CloseBase {
  readonly orgId: number;
  readonly requestId: string;
  readonly traceId: string;
  readonly eventId: string;
}

/**
 * What ends the wait for a checker. One guarded write for all of them; exactly one of those that race wins.
 * `tokenIssuedAt` is the caller's: nobody decides or takes back by a token that was revoked before the write.
 */
export type Close =
  | (CloseBase & {
      /** Sent back is rejected, and its maker is asked to mend it. */
      readonly action: 'approve' | 'reject' | 'send-back';
      readonly checker: Person;
      readonly comment: string;
      /** The digest that the checker saw; the write is refused when the stored one differs. */
      readonly digest?: string;
      /** The checker's grants that hold for this request; absent: CanCheckRequest. */
      readonly grants?: readonly CheckerGrant[];
      readonly idempotency?: IdempotencyKey;
      readonly whenInDoubt: 'replay' | 'hold';
      readonly tokenIssuedAt?: Date;
    })
  | (CloseBase & { readonly action: 'withdraw'; readonly maker: Person; readonly reason?: string; readonly tokenIssuedAt?: Date })
  | (CloseBase & { readonly action: 'expire' });

export type CloseResult =
  | { readonly kind: 'done'; readonly state: RequestState; readonly version: number; readonly approvals: number; readonly at: Date }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'key-in-progress' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-pending'; readonly state: RequestState }
  | { readonly kind: 'expired' }
  | { readonly kind: 'already-decided-by-caller' }
  | { readonly kind: 'own-request' }
  | { readonly kind: 'not-maker' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'digest-differs' }
  /** The grant of the level that is next. */
  | { readonly kind: 'level-grant-missing'; readonly grant: string };

/**
 * Requests and their way to a decision. All writes are durable when their promise resolves.
 * Concurrent callers share statements; a lone caller waits for nobody.
 * Every method throws StoreUnavailableError when the store cannot be reached in time; a write's fate is then open and its key resolves it.
 */
export interface RequestStore {
  /** Writes request, first transition, deliveries and, when auto-approved, the execution, all or nothing. */
  submit(request: NewRequest): Promise<SubmitResult>;
  /** Keeps a refusal as a fact. */
  refuse(refused: RefusedSubmission): Promise<RefuseResult>;
  /** One request of the org, or undefined; another org's request does not exist. */
  read(orgId: number, requestId: string): Promise<StoredRequest | undefined>;
  /** Writes decision, request, transition, execution and deliveries, all or nothing. Safe to repeat by key. */
  close(close: Close): Promise<CloseResult>;
  /** Of the given requests those that have ended or wait for an operator. One statement for all. */
  findSettled(requests: readonly RequestRef[]): Promise<readonly RequestRef[]>;
  /** Pending requests past their expiry, oldest first, over all orgs. */
  findExpired(limit: number): Promise<readonly RequestRef[]>;
}

export interface RequestRef {
  readonly orgId: number;
  readonly requestId: string;
}

export const REQUEST_STORE = token<RequestStore>('RequestStore');

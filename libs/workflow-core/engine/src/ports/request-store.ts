import type { EntityInfo } from '../domain/actor';
import type { Verdict } from '../domain/policy';
import type { RequestState } from '../domain/request-state';
import type { Person, ResubmissionOrigin, StoredRequest } from './request-records';

/** A caller's key and the hash of what it was used for; scoped to org and caller. */
export interface IdempotencyKey {
  readonly key: string;
  readonly fingerprint: string;
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
  | { readonly kind: 'policy-changed' };

interface CloseBase {
  readonly orgId: number;
  readonly requestId: string;
  readonly traceId: string;
  readonly eventId: string;
}

/** What ends the wait for a checker. One guarded write for all of them; exactly one of those that race wins. */
export type Close =
  | (CloseBase & {
      /** Sent back is rejected, and its maker is asked to mend it. */
      readonly action: 'approve' | 'reject' | 'send-back';
      readonly checker: Person;
      readonly comment: string;
      /** The digest that the checker saw; the write is refused when the stored one differs. */
      readonly digest?: string;
      readonly idempotency?: IdempotencyKey;
      readonly whenInDoubt: 'replay' | 'hold';
    })
  | (CloseBase & { readonly action: 'withdraw'; readonly maker: Person; readonly reason?: string })
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
  | { readonly kind: 'digest-differs' };

/**
 * Requests and their way to a decision. All writes are durable when their promise resolves.
 * Concurrent callers share statements; a lone caller waits for nobody.
 * Every method throws StoreUnavailableError when the store cannot be reached in time; a write's fate is then open and its key resolves it.
 */
export interface RequestStore {
  /** Writes request, first transition, deliveries and, when auto-approved, the execution, all or nothing. */
  submit(request: NewRequest): Promise<SubmitResult>;
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

export const REQUEST_STORE = Symbol('RequestStore');

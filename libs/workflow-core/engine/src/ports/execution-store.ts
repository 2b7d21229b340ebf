import { token } from '@countersign/wiring';
import type { EntityInfo } from '../domain/actor';
import type { StoredOutcome } from '../domain/stored-outcome';
import type { RequestRef } from './request-store';

/** An execution whose time has come and that nobody holds. */
export interface DueExecution extends RequestRef {
  readonly type: string;
  /** The epoch it stands at; a claim raises it, so a job that names an older one finds nothing. */
  readonly epoch: number;
}

/** What is left out of the due executions. */
export interface DueBounds {
  /** Those that are not due for longer than this; none when not said. */
  readonly overdueMs?: number;
  /** Of each org the oldest so many; `limit` when not said. */
  readonly perOrg?: number;
  /** Orgs that are left out altogether. */
  readonly exceptOrgs?: readonly number[];
}

/** The right to make the next attempt, until the lease ends or somebody's epoch is higher. */
export interface Lease extends RequestRef {
  readonly epoch: number;
}

export interface ClaimedExecution extends Lease {
  readonly type: string;
  readonly requesterId: number;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
  readonly payloadSalt: string;
  readonly payloadDigest: string;
  readonly whenInDoubt: 'replay' | 'hold';
  /** Attempts made, this one included. */
  readonly attempts: number;
  readonly inDoubt: boolean;
  /** Another request of the org may have used the same loyalty key: it is approved, held for review, in doubt or under way. */
  readonly contested: boolean;
  /** Trace id of the call that approved the request. */
  readonly traceId: string;
}

/** A lease that ran out: its worker died or hung. `sent` tells whether the call may have left; `attempts` includes the lost one. */
export interface LostExecution extends Lease {
  readonly type: string;
  readonly whenInDoubt: 'replay' | 'hold';
  readonly attempts: number;
  /** How often a worker was lost at this request, this time included. */
  readonly losses: number;
  readonly inDoubt: boolean;
  readonly contested: boolean;
  readonly sent: boolean;
}

/** What support reads later: never holds payload data. */
export interface AttemptNote {
  readonly class: 'executed' | 'refused' | 'duplicate' | 'retry' | 'in-doubt' | 'hold' | 'lost' | 'tampered';
  readonly httpStatus?: number;
  readonly code?: string;
  readonly durationMs: number;
}

export type Settlement = Lease & { readonly attempt: AttemptNote; readonly eventId: string } & (
    | { readonly next: 'approved' | 'failed'; readonly outcome: StoredOutcome; readonly loyaltyAnswerText?: string }
    | { readonly next: 'needs_review'; readonly inDoubt: boolean; readonly outcome: StoredOutcome; readonly loyaltyAnswerText?: string }
    | { readonly next: 'due'; readonly inDoubt: boolean; readonly dueInMs: number; readonly uncounted?: true }
  );

/**
 * Accepted requests on their way through the loyalty API. Every write is guarded by the epoch:
 * whoever lost the lease changes nothing. All times are the database's.
 * Nothing of a type that is paused in its org is found or claimed; leases that are out stay good, and what was lost is taken over.
 */
export interface ExecutionStore {
  /** Due and unclaimed, of the given types, round robin by org, at most `limit`. */
  findDue(types: readonly string[], limit: number, bounds?: DueBounds): Promise<readonly DueExecution[]>;
  /**
   * Takes the lease, raises the epoch. Undefined: not due, ended, paused, held by another, or put off because the same customer has a call
   * under way or another request is in doubt about the same loyalty key.
   */
  claim(due: Lease): Promise<ClaimedExecution | undefined>;
  /** The last line before the call: marks it as sent. False: the lease is lost or too short, do not call. */
  fence(lease: Lease): Promise<boolean>;
  /** Prolongs all leases that this worker works on, in one statement. */
  renew(leases: readonly Lease[]): Promise<void>;
  /** Writes the judged attempt; on an end also request, transition and deliveries, all or nothing. False: fenced off, only the attempt was noted.
   * Whatever the loyalty API said: what cannot be stored of its words is left out, and fails neither this nor another settlement. */
  settle(settlement: Settlement): Promise<boolean>;
  /** Gives back what was claimed but surely not sent: due again at once. For a shutdown. */
  release(leases: readonly Lease[]): Promise<void>;
  /** Takes over leases that ran out, raising their epoch, so that they can be judged and settled. */
  takeOverLost(types: readonly string[], limit: number): Promise<readonly LostExecution[]>;
}

export const EXECUTION_STORE = token<ExecutionStore>('ExecutionStore');

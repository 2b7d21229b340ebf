import { token } from '@countersign/wiring';
import type { Resolution } from '../domain/review-rules';
import type { Person } from './request-records';
import type { IdempotencyKey } from './request-store';

/** What operators do. Persisted: never renamed. From `propose` to `withdraw` they are about a proposed resolution, the last two about personal data. */
export const OPERATOR_ACTIONS = [
  'pause',
  'resume',
  'replay',
  'redispatch',
  'propose',
  'confirm',
  'decline',
  'withdraw',
  'erase',
  'retain',
] as const;
export type OperatorActionName = (typeof OPERATOR_ACTIONS)[number];

/** Who acts, and by which key. What is written for a caller is journaled in the same write, or nothing is written. */
export interface OperatorCaller {
  readonly orgId: number;
  readonly person: Person;
  /** As of an `IdentityCaller`. */
  readonly tokenIssuedAt?: Date;
  readonly idempotency?: IdempotencyKey;
  readonly traceId: string;
}

/** One thing that an operator did. Written once, never changed. */
export interface OperatorAction {
  /** Grows within an org. */
  readonly actionId: number;
  readonly action: OperatorActionName;
  readonly type: string;
  /** Absent for what was done to a request type. */
  readonly requestId?: string;
  /** The request that a replay made. */
  readonly newRequestId?: string;
  readonly proposal?: number;
  readonly resolution?: Resolution;
  readonly reason?: string;
  readonly by: Person;
  /** Absent in rows that are older than this journal. */
  readonly traceId?: string;
  readonly at: Date;
}

export interface JournalPage {
  /** The newest first. */
  readonly actions: readonly OperatorAction[];
  /** `before` of the next page. */
  readonly next?: number;
}

/** What a key of this caller was used for. */
export interface UsedKey {
  readonly fingerprint: string;
  readonly newRequestId?: string;
}

/** What operators did, for good. */
export interface OperatorJournal {
  /** @param before only actions with a smaller `actionId` */
  list(orgId: number, limit: number, before?: number): Promise<JournalPage>;
  /** Undefined: this caller has done nothing by this key. */
  findKey(orgId: number, personId: number, key: string): Promise<UsedKey | undefined>;
}

export const OPERATOR_JOURNAL = token<OperatorJournal>('OperatorJournal');

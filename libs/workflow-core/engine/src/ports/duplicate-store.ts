import { token } from '@countersign/wiring';
import type { EntityInfo } from '../domain/actor';
import type { RequestState } from '../domain/request-state';
import type { AsksFor } from '../domain/same-content';
import type { StoredRequest } from './request-records';

/** A submission or a stored request, of which others may be duplicates. */
export interface DuplicateQuestion {
  readonly type: string;
  readonly customer: string;
  readonly reference?: string;
  readonly amount?: number;
  readonly payloadText: string;
  /** What a payload of the type asks for. */
  readonly asksFor?: AsksFor;
  /** Of a stored request, which is no duplicate of itself. */
  readonly requestId?: string;
}

/** Another request with the same reference; where there is no reference, with the same content for the same customer. */
export interface LookAlike {
  readonly requestId: string;
  readonly state: RequestState;
  readonly createdAt: Date;
  readonly requesterId: number;
  readonly entityInfo: EntityInfo;
  readonly sameBy: 'reference' | 'content';
}

/** How far the approval of a request that waits has come by now, and what there is to warn of. */
export type StandingApproval = Pick<StoredRequest, 'approvals' | 'customerHadPending' | 'ownPolicy' | 'makerRevokedAt'>;

/** A stored request; where it belongs decides who may read it. */
export interface AskedAbout extends DuplicateQuestion {
  readonly requestId: string;
  readonly requesterId: number;
  readonly entityInfo: EntityInfo;
  /** Absent where it does not wait for a checker. */
  readonly approval?: StandingApproval;
}

/** Looks for requests that ask for the same. Reads alone, and costs no more however many there are. */
export interface DuplicateStore {
  /**
   * For each question, in their order and newest first: the newest look-alike of all, and the newest of those that took effect or may still
   * do so; of one content those that were approved are sought by themselves, so that others cannot crowd them out. References count without
   * limit of time; content among the newest requests that name the customer.
   */
  lookAlikes(orgId: number, questions: readonly DuplicateQuestion[]): Promise<readonly (readonly LookAlike[])[]>;
  /** Those of the given requests that exist in the org. */
  stored(orgId: number, requestIds: readonly string[]): Promise<readonly AskedAbout[]>;
}

export const DUPLICATE_STORE = token<DuplicateStore>('DuplicateStore');

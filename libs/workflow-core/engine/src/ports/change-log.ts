import { token } from '@countersign/wiring';
import type { EntityInfo } from '../domain/actor';
import type { RequestState } from '../domain/request-state';

/** A request that has just changed, as it stands now. */
export interface RequestChange {
  readonly orgId: number;
  readonly requestId: string;
  readonly type: string;
  readonly entityInfo: EntityInfo;
  readonly state: RequestState;
  readonly version: number;
  /** Those that are not the last one raise no version. */
  readonly approvals: number;
}

/** Changes, and how far they reach: transactions do not end in the order of their numbers. */
export interface ChangesRead {
  readonly changes: readonly RequestChange[];
  /** All transactions below this number have ended, so that all they changed could be seen. */
  readonly endedBelow: number;
  /** No transaction of this number or above had begun. */
  readonly begunBelow: number;
  /** There was more than one read takes; what was left out began at this number or above. */
  readonly leftFrom?: number;
}

export interface ChangeLog {
  /**
   * What transactions from this number on have changed in these orgs, and every approval of the last seconds that was not the last one.
   * One statement, however many orgs. The same change is told again as long as the number allows.
   */
  since(orgIds: readonly number[], transaction: number): Promise<ChangesRead>;
}

export const CHANGE_LOG = token<ChangeLog>('ChangeLog');

import { token } from '@countersign/wiring';
import type { EntityInfo } from '../domain/actor';
import type { RequestState } from '../domain/request-state';
import type { StoredOutcome } from '../domain/stored-outcome';
import type { LoyaltyAttempt } from './operations-store';
import type { Decision, Person, RevokedApproval } from './request-records';
import type { DeliveryView } from './webhook-store';

/** One line of a request's journal. */
export interface JournaledTransition {
  readonly at: Date;
  readonly from?: RequestState;
  readonly to: RequestState;
  readonly cause: 'maker' | 'checker' | 'policy' | 'clock' | 'worker' | 'operators';
  readonly by?: Person;
  readonly comment?: string;
  readonly outcome?: StoredOutcome['kind'];
}

/** One event on its way to one webhook. */
export interface EventDelivery extends Pick<DeliveryView, 'eventId' | 'endpointId' | 'endpointName' | 'state' | 'dueAt' | 'deliveredAt'> {
  /** Into which state the request had gone. */
  readonly requestState: RequestState;
  /** Since it was last sent by hand, if it was. */
  readonly attempts: number;
  readonly lastStatus?: number;
}

/** All that happened to a request, each list with the oldest first and never longer than HISTORY_LIMIT: of more, the newest. */
export interface RequestHistory {
  readonly state: RequestState;
  readonly makerId: number;
  readonly entityInfo: EntityInfo;
  readonly transitions: readonly JournaledTransition[];
  readonly decisions: readonly Decision[];
  readonly revokedApprovals: readonly RevokedApproval[];
  readonly attempts: readonly LoyaltyAttempt[];
  /** Since when a call has been under way. */
  readonly callSince?: Date;
  readonly deliveries: readonly EventDelivery[];
}

export const HISTORY_LIMIT = 200;

export interface RequestHistories {
  /** Undefined: there is no such request in the org. */
  find(orgId: number, requestId: string): Promise<RequestHistory | undefined>;
}

export const REQUEST_HISTORIES = token<RequestHistories>('RequestHistories');

import type { Execution } from '../domain/lease-rules';
import type { RequestState } from '../domain/request-state';
import type { StoredOutcome } from '../domain/stored-outcome';
import type { TransitionCause } from '../domain/transitions';
import type { AttemptNote } from '../ports/execution-store';
import type { NotificationRef, RequestNotification } from '../ports/notification-store';
import type { Decision, RevokedApproval } from '../ports/request-records';
import type { IdempotencyKey, NewRequest } from '../ports/request-store';
import type { DeliveryAttemptNote, DeliveryView, Endpoint, PayloadFormat } from '../ports/webhook-store';

/** One step of a request's state as it is journaled. */
export interface JournaledTransition {
  readonly seq: number;
  readonly from?: RequestState;
  readonly to: RequestState;
  readonly cause: TransitionCause;
  readonly actorId?: number;
  readonly checkerId?: number;
  readonly comment?: string;
  readonly outcome?: StoredOutcome;
  readonly traceId: string;
  /** Present where subscribers hear of it. */
  readonly eventId?: string;
  readonly at: Date;
}

/** What support reads of one loyalty call or delivery try. */
export interface NotedAttempt {
  readonly epoch: number;
  readonly class: AttemptNote['class'] | DeliveryAttemptNote['class'];
  /** The write came from a worker that had lost its lease; it changed nothing else. */
  readonly fenced: boolean;
}

export interface DecisionRow extends Decision {
  readonly idempotency?: IdempotencyKey;
  /** Which approval of the quorum it is; absent for a rejection. */
  readonly position?: number;
}

export interface ExecutionRow {
  readonly whenInDoubt: 'replay' | 'hold';
  readonly traceId: string;
  readonly lease: Execution;
}

export interface RequestRow {
  readonly request: NewRequest;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly journal: JournaledTransition[];
  decisions: DecisionRow[];
  readonly revokedApprovals: RevokedApproval[];
  state: RequestState;
  approvals: number;
  openPositions?: readonly number[] | undefined;
  checkerId?: number | undefined;
  outcome?: StoredOutcome;
  loyaltyAnswerText?: string;
  updatedAt: Date;
  endedAt?: Date;
  reminders?: number;
  remindedAt?: Date;
  execution?: ExecutionRow | undefined;
}

export interface NotificationRow extends NotificationRef {
  readonly kind: RequestNotification['kind'];
  state: 'due' | 'sent' | 'given-up';
  epoch: number;
  attempts: number;
  dueAt: number;
  readonly createdAt: number;
  endedAt?: number;
}

export interface ReminderRow {
  readonly orgId: number;
  readonly requestId: string;
  readonly number: number;
  readonly dueAt: number;
}

export interface EndpointRow {
  endpoint: Endpoint;
  secret: string;
  previousSecrets: readonly { readonly secret: string; readonly until: number }[];
  deleted: boolean;
}

export interface DeliveryRow {
  readonly orgId: number;
  readonly endpointId: string;
  readonly requestId: string;
  readonly seq: number;
  readonly payload: PayloadFormat;
  state: DeliveryView['state'];
  epoch: number;
  attempts: number;
  dueAt: number;
}

import type { ClaimedExecution, Lease, Settlement } from '@countersign/engine';
import { entityInfoOf } from '../requests/request-rows';

export interface ClaimedRow {
  readonly ordinal: number;
  readonly org_id: number;
  readonly request_id: string;
  readonly epoch: number;
  readonly type: string;
  readonly requester_id: number;
  readonly till_id: string | null;
  readonly store_id: string | null;
  readonly zone_id: string | null;
  readonly concept_id: string | null;
  readonly payload: string;
  readonly payload_salt: string;
  readonly payload_digest: string;
  readonly when_in_doubt: 'replay' | 'hold';
  readonly attempts: number;
  readonly in_doubt: boolean;
  readonly contested: boolean;
  readonly trace_id: string;
}

export function claimedOf(row: ClaimedRow): ClaimedExecution {
  return {
    orgId: row.org_id,
    requestId: row.request_id,
    epoch: row.epoch,
    type: row.type,
    requesterId: row.requester_id,
    entityInfo: entityInfoOf(row),
    payloadText: row.payload,
    payloadSalt: row.payload_salt,
    payloadDigest: row.payload_digest,
    whenInDoubt: row.when_in_doubt,
    attempts: row.attempts,
    inDoubt: row.in_doubt,
    contested: row.contested,
    traceId: row.trace_id,
  };
}

export function leaseRow({ orgId, requestId, epoch }: Lease): object {
  return { org_id: orgId, request_id: requestId, epoch };
}

export function settlementRow(settlement: Settlement): object {
  const { attempt } = settlement;
  return {
    ...leaseRow(settlement),
    event_id: settlement.eventId,
    class: attempt.class,
    http_status: attempt.httpStatus,
    code: attempt.code,
    duration_ms: attempt.durationMs,
    next: settlement.next,
    ...(settlement.next === 'due'
      ? { in_doubt: settlement.inDoubt, due_in_ms: settlement.dueInMs, uncounted: settlement.uncounted }
      : {
          in_doubt: settlement.next === 'needs_review' && settlement.inDoubt,
          outcome: settlement.outcome,
          loyalty_answer: settlement.loyaltyAnswerText,
        }),
  };
}

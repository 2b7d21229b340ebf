import {
  type Decision,
  type EventDelivery,
  HISTORY_LIMIT,
  type JournaledTransition,
  type LoyaltyAttempt,
  type RequestHistories,
  type RequestHistory,
  type RequestState,
} from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { type EntityColumns, entityInfoOf } from './request-rows';
import { REVOKED_APPROVALS, revokedApprovalOf, type RevokedApprovalRow } from './revoked-approval-rows';

/** Each list by the key that it has in its table, the newest first and bounded. */
const FIND = `
  select r.state, r.requester_id, r.till_id, r.store_id, r.zone_id, r.concept_id, case when e.lease_until is not null then e.sent_at end as call_since,
         (select json_agg(t) from (
            select extract(epoch from t.at) * 1000 as at, t.from_state, t.to_state, t.cause, t.actor_id, t.actor_name, t.comment,
                   t.outcome ->> 'kind' as outcome
              from transition t where t.org_id = r.org_id and t.request_id = r.request_id order by t.seq desc limit $3) t) as transitions,
         (select json_agg(d) from (
            select extract(epoch from d.decided_at) * 1000 as at, d.checker_id, d.checker_name, d.verdict, d.comment
              from decision d where d.org_id = r.org_id and d.request_id = r.request_id order by d.decided_at desc limit $3) d) as decisions,
         ${REVOKED_APPROVALS} as revoked_approvals,
         (select json_agg(a) from (
            select extract(epoch from a.at) * 1000 as at, a.class, a.fenced, a.http_status, a.code, a.duration_ms
              from attempt a
             where a.org_id = r.org_id and a.request_id = r.request_id and a.endpoint_id is null
             order by a.attempt_id desc limit $3) a) as attempts,
         (select json_agg(d) from (
            select t.event_id, t.to_state, d.endpoint_id, e.name, d.state, d.attempts, extract(epoch from d.due_at) * 1000 as due_at,
                   extract(epoch from d.delivered_at) * 1000 as delivered_at, a.http_status
              from (select * from delivery d where d.org_id = r.org_id and d.request_id = r.request_id
                     order by d.seq desc, d.endpoint_id limit $3) d
              join transition t on t.org_id = d.org_id and t.request_id = d.request_id and t.seq = d.seq
              join webhook_endpoint e on e.org_id = d.org_id and e.endpoint_id = d.endpoint_id
              left join lateral (
                select a.http_status from attempt a
                 where a.org_id = d.org_id and a.request_id = d.request_id and a.endpoint_id = d.endpoint_id and a.seq = d.seq
                 order by a.attempt_id desc limit 1) a on true
             order by d.seq desc, d.endpoint_id) d) as deliveries
    from request r
    left join execution e on e.org_id = r.org_id and e.request_id = r.request_id
   where r.org_id = $1 and r.request_id = $2`;

interface TransitionRow {
  readonly at: number;
  readonly from_state: RequestState | null;
  readonly to_state: RequestState;
  readonly cause: JournaledTransition['cause'];
  readonly actor_id: number | null;
  readonly actor_name: string | null;
  readonly comment: string | null;
  readonly outcome: NonNullable<JournaledTransition['outcome']> | null;
}

interface DecisionRow {
  readonly at: number;
  readonly checker_id: number;
  readonly checker_name: string;
  readonly verdict: Decision['verdict'];
  readonly comment: string;
}

interface AttemptRow {
  readonly at: number;
  readonly class: LoyaltyAttempt['class'];
  readonly fenced: boolean;
  readonly http_status: number | null;
  readonly code: string | null;
  readonly duration_ms: number;
}

interface DeliveryRow {
  readonly event_id: string;
  readonly to_state: RequestState;
  readonly endpoint_id: string;
  readonly name: string;
  readonly state: EventDelivery['state'];
  readonly attempts: number;
  readonly due_at: number;
  readonly delivered_at: number | null;
  readonly http_status: number | null;
}

interface HistoryRow extends EntityColumns {
  readonly state: RequestState;
  readonly requester_id: number;
  readonly call_since: Date | null;
  readonly transitions: readonly TransitionRow[] | null;
  readonly decisions: readonly DecisionRow[] | null;
  readonly revoked_approvals: readonly RevokedApprovalRow[] | null;
  readonly attempts: readonly AttemptRow[] | null;
  readonly deliveries: readonly DeliveryRow[] | null;
}

/** Histories in PostgreSQL: one statement, since all of it must be of one moment. */
export class PgRequestHistories implements RequestHistories {
  constructor(private readonly database: Database) {}

  async find(orgId: number, requestId: string): Promise<RequestHistory | undefined> {
    const values = [orgId, requestId, HISTORY_LIMIT];
    const [row] = await this.database.within([orgId]).query<HistoryRow>('request_history', FIND, values);
    return (
      row && {
        state: row.state,
        makerId: row.requester_id,
        entityInfo: entityInfoOf(row),
        transitions: oldestFirst(row.transitions).map(transitionOf),
        decisions: oldestFirst(row.decisions).map(decisionOf),
        revokedApprovals: (row.revoked_approvals ?? []).map(revokedApprovalOf),
        attempts: oldestFirst(row.attempts).map(attemptOf),
        ...optional('callSince', row.call_since),
        deliveries: oldestFirst(row.deliveries).map(deliveryOf),
      }
    );
  }
}

function oldestFirst<Row>(rows: readonly Row[] | null): readonly Row[] {
  return (rows ?? []).toReversed();
}

function transitionOf({ at, from_state, to_state, cause, actor_id, actor_name, comment, outcome }: TransitionRow): JournaledTransition {
  return {
    at: new Date(at),
    ...optional('from', from_state),
    to: to_state,
    cause,
    ...(actor_id !== null && { by: { id: actor_id, name: actor_name ?? String(actor_id) } }),
    ...optional('comment', comment),
    ...optional('outcome', outcome),
  };
}

function decisionOf({ at, checker_id, checker_name, verdict, comment }: DecisionRow): Decision {
  return { checker: { id: checker_id, name: checker_name }, verdict, comment, decidedAt: new Date(at) };
}

function attemptOf({ at, class: result, fenced, http_status, code, duration_ms }: AttemptRow): LoyaltyAttempt {
  const note = { at: new Date(at), class: result, fenced, durationMs: duration_ms };
  return { ...note, ...optional('httpStatus', http_status), ...optional('code', code) };
}

function deliveryOf(row: DeliveryRow): EventDelivery {
  return {
    eventId: row.event_id,
    requestState: row.to_state,
    endpointId: row.endpoint_id,
    endpointName: row.name,
    state: row.state,
    attempts: row.attempts,
    dueAt: new Date(row.due_at),
    ...(row.delivered_at !== null && { deliveredAt: new Date(row.delivered_at) }),
    ...optional('lastStatus', row.http_status),
  };
}

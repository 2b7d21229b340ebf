import type { CheckerGrant, Decision, EntityInfo, Replay, RequestState, StoredOutcome, StoredRequest, Verdict } from '@countersign/engine';
import { optional } from '../postgres/optional';
import { REVOKED_APPROVALS, revokedApprovalOf, type RevokedApprovalRow } from './revoked-approval-rows';

/** What there is to warn of, of who asked for it and when. */
export const WARNING_COLUMNS = `
  r.limits ->> 'sameCustomerPending' = 'true' as customer_had_pending, r.limits ->> 'ownPolicy' = 'true' as own_policy,
  case when r.state = 'pending' then (
    select max(v.not_before) from revocation v
     where v.org_id = r.org_id and v.user_id = any (array_prepend(r.requester_id, r.earlier_maker_ids)) and v.not_before >= r.created_at) end
    as maker_revoked_at`;

/** Columns of a whole request; `r` is request, `e` its execution. Texts are cast so that the driver does not parse what must stay as it was sent. */
export const REQUEST_COLUMNS = `
  r.org_id, r.request_id, r.type, r.type_version, r.state, r.version, r.requester_id, r.requester_name,
  r.till_id, r.store_id, r.zone_id, r.concept_id, r.payload::text as payload, r.payload_digest, r.customer, r.reference, r.amount, r.line,
  r.policy_version, r.verdict, r.quorum, r.approvals, r.outcome, r.loyalty_answer::text as loyalty_answer,
  r.created_at, r.updated_at, r.ended_at, r.expires_at, r.erased_at,
  r.band, r.level_grants, ${WARNING_COLUMNS},
  case when r.checker_id is not null then (
    select json_agg(json_build_object('id', d.checker_id, 'name', d.checker_name, 'verdict', d.verdict, 'comment', d.comment,
                                      'at', extract(epoch from d.decided_at) * 1000) order by d.decided_at)
      from decision d where d.org_id = r.org_id and d.request_id = r.request_id) end as decisions,
  r.open_positions,
  ${REVOKED_APPROVALS} as revoked_approvals,
  r.replay_of, r.earlier_maker_ids::text[] as earlier_maker_ids,
  case when r.state = 'failed' then (
    select json_agg(json_build_object('requestId', n.request_id, 'state', n.state) order by n.created_at)
      from request n where n.org_id = r.org_id and n.replay_of = r.request_id) end as replays,
  r.reminders, r.reminded_at, r.resubmission_of,
  case when r.state in ('rejected', 'withdrawn', 'expired') then (
    select n.request_id from request n where n.org_id = r.org_id and n.resubmission_of = r.request_id) end as resubmitted_as,
  e.request_id is not null as executing, e.attempts, e.in_doubt, e.lease_until is not null as leased,
  case when isfinite(e.due_at) then e.due_at end as due_at`;

export const WITH_EXECUTION = 'left join execution e on e.org_id = r.org_id and e.request_id = r.request_id';

export interface WarningRow {
  readonly customer_had_pending: boolean | null;
  readonly own_policy: boolean | null;
  readonly maker_revoked_at: Date | null;
}

export interface RequestRow extends WarningRow {
  readonly org_id: number;
  readonly request_id: string;
  readonly type: string;
  readonly type_version: number;
  readonly state: RequestState;
  readonly version: number;
  readonly requester_id: number;
  readonly requester_name: string;
  readonly till_id: string | null;
  readonly store_id: string | null;
  readonly zone_id: string | null;
  readonly concept_id: string | null;
  readonly payload: string;
  readonly payload_digest: string;
  readonly customer: string;
  readonly reference: string | null;
  readonly amount: number | null;
  readonly line: string;
  readonly policy_version: number;
  readonly verdict: Verdict;
  readonly quorum: number;
  readonly approvals: number;
  readonly outcome: StoredOutcome | null;
  readonly loyalty_answer: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly ended_at: Date | null;
  readonly expires_at: Date | null;
  readonly erased_at: Date | null;
  readonly band: number | null;
  readonly level_grants: readonly CheckerGrant[] | null;
  readonly decisions: readonly DecisionRow[] | null;
  readonly open_positions: readonly number[] | null;
  readonly revoked_approvals: readonly RevokedApprovalRow[] | null;
  readonly replay_of: string | null;
  readonly earlier_maker_ids: readonly string[] | null;
  readonly replays: readonly Replay[] | null;
  readonly reminders: number;
  readonly reminded_at: Date | null;
  readonly resubmission_of: string | null;
  readonly resubmitted_as: string | null;
  readonly executing: boolean;
  readonly attempts: number | null;
  readonly in_doubt: boolean | null;
  readonly leased: boolean;
  readonly due_at: Date | null;
}

interface DecisionRow {
  readonly id: number;
  readonly name: string;
  readonly verdict: Decision['verdict'];
  readonly comment: string;
  readonly at: number;
}

export function requestOf(row: RequestRow): StoredRequest {
  return {
    orgId: row.org_id,
    requestId: row.request_id,
    type: row.type,
    typeVersion: row.type_version,
    state: row.state,
    version: row.version,
    requester: { id: row.requester_id, name: row.requester_name },
    entityInfo: entityInfoOf(row),
    payloadText: row.payload,
    payloadDigest: row.payload_digest,
    customer: row.customer,
    line: row.line,
    verdict: row.verdict,
    policyVersion: row.policy_version,
    approvals: row.approvals,
    quorum: row.quorum,
    decisions: (row.decisions ?? []).map(decisionOf),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...optional('reference', row.reference),
    ...optional('amount', row.amount),
    ...optional('outcome', row.outcome),
    ...optional('loyaltyAnswerText', row.loyalty_answer),
    ...optional('endedAt', row.ended_at),
    ...optional('expiresAt', row.expires_at),
    ...optional('erasedAt', row.erased_at),
    ...optional('band', row.band),
    ...optional('levelGrants', row.level_grants),
    ...optional('openPositions', row.open_positions),
    ...(row.revoked_approvals && { revokedApprovals: row.revoked_approvals.map(revokedApprovalOf) }),
    ...warningsOf(row),
    reminders: row.reminders,
    ...optional('remindedAt', row.reminded_at),
    ...originOf(row),
    ...optional('replays', row.replays),
    ...optional('resubmittedAs', row.resubmitted_as),
    ...(row.executing && {
      execution: {
        attempts: row.attempts ?? 0,
        inDoubt: row.in_doubt ?? false,
        leased: row.leased,
        ...optional('dueAt', row.due_at),
      },
    }),
  };
}

export function warningsOf(row: WarningRow): Pick<StoredRequest, 'makerRevokedAt' | 'customerHadPending' | 'ownPolicy'> {
  return {
    ...optional('makerRevokedAt', row.maker_revoked_at),
    ...(row.customer_had_pending && { customerHadPending: true }),
    ...(row.own_policy && { ownPolicy: true }),
  };
}

/** Who asked for it beside its maker, and in what capacity: for what it asks again, or as holders of the secret of a maker that is a program. */
function originOf({ replay_of, resubmission_of, earlier_maker_ids }: RequestRow) {
  const makerIds = (earlier_maker_ids ?? []).map(Number);
  if (replay_of !== null) return { replayOf: { requestId: replay_of, makerIds } };
  if (resubmission_of !== null) return { resubmissionOf: { requestId: resubmission_of, makerIds } };
  return makerIds.length === 0 ? {} : { secretHolderIds: makerIds };
}

export interface EntityColumns {
  readonly till_id: string | null;
  readonly store_id: string | null;
  readonly zone_id: string | null;
  readonly concept_id: string | null;
}

export function entityInfoOf(row: EntityColumns): EntityInfo {
  return {
    ...optional('tillId', row.till_id),
    ...optional('storeId', row.store_id),
    ...optional('zoneId', row.zone_id),
    ...optional('conceptId', row.concept_id),
  };
}

function decisionOf({ id, name, verdict, comment, at }: DecisionRow): Decision {
  return { checker: { id, name }, verdict, comment, decidedAt: new Date(at) };
}

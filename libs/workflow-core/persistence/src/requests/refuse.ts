import type { RefusedSubmission, RefuseResult } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { explain } from './submit-batch';

/**
 * Unless the caller's key belongs to a request, which is the answer then, whatever the policy says today; and unless another version is
 * current. The same call again is kept once.
 */
const REFUSE = `
  with standing as materialized (
    select $12::int = coalesce((select p.version from policy p where p.org_id = $1 and p.type = $3 and p.status = 'active'), 0) as is_current,
           exists (select from request r where r.org_id = $1 and r.requester_id = $4::bigint and r.idempotency_key = $15::text) as is_repeated
  ), kept as (
    insert into refused_submission (org_id, refusal_id, type, requester_id, requester_name, till_id, store_id, zone_id, concept_id, customer,
                                    amount, policy_version, reason, facts, idempotency_key, trace_id, refused_at)
    select $1, $2, $3, $4::bigint, $5, $6, $7, $8, $9, $10, $11::numeric, $12::int, $13, $14::json, $15::text, $16, now_ms()
      from standing where is_current and not is_repeated
    on conflict do nothing
  )
  select is_current, is_repeated from standing`;

interface Standing {
  readonly is_current: boolean;
  readonly is_repeated: boolean;
}

export async function refuse(database: Database, { request, reason, facts }: RefusedSubmission): Promise<RefuseResult> {
  const { orgId, requestId, type, requester, entityInfo, customer, amount, policyVersion, idempotency, traceId } = request;
  const { tillId = null, storeId = null, zoneId = null, conceptId = null } = entityInfo;
  const about = [orgId, requestId, type, requester.id, requester.name, tillId, storeId, zoneId, conceptId, customer, amount ?? null];
  const why = [policyVersion, reason, JSON.stringify(facts), idempotency?.key ?? null, traceId];
  const [standing] = await database.within([orgId]).query<Standing>('refuse_submission', REFUSE, [...about, ...why]);
  if (standing?.is_repeated) {
    const earlier = (await explain(database, [request])).get(request);
    if (earlier?.kind === 'replayed' || earlier?.kind === 'key-reused') return earlier;
  }
  return { kind: standing?.is_current ? 'kept' : 'policy-changed' };
}

import type { RefusedSubmission, SubmitResult } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { explain } from './submit-batch';

/** Unless the caller's key belongs to a request: then that is the answer, whatever the policy says today. */
const REFUSE = `
  insert into refused_submission (org_id, refusal_id, type, requester_id, requester_name, till_id, store_id, zone_id, concept_id, customer,
                                  amount, policy_version, reason, facts, idempotency_key, trace_id, refused_at)
  select $1, $2, $3, $4::bigint, $5, $6, $7, $8, $9, $10, $11::numeric, $12, $13, $14::json, $15::text, $16, now_ms()
   where not exists (select from request r where r.org_id = $1 and r.requester_id = $4::bigint and r.idempotency_key = $15::text)
  on conflict do nothing
  returning true as kept`;

export async function refuse(
  database: Database,
  { request, reason, facts }: RefusedSubmission,
): Promise<Extract<SubmitResult, { kind: 'replayed' | 'key-reused' }> | undefined> {
  const { orgId, requestId, type, requester, entityInfo, customer, amount, policyVersion, idempotency, traceId } = request;
  const { tillId = null, storeId = null, zoneId = null, conceptId = null } = entityInfo;
  const about = [orgId, requestId, type, requester.id, requester.name, tillId, storeId, zoneId, conceptId, customer, amount ?? null];
  const why = [policyVersion, reason, JSON.stringify(facts), idempotency?.key ?? null, traceId];
  const kept = await database.query('refuse_submission', REFUSE, [...about, ...why]);
  if (kept.length > 0) return undefined;
  const earlier = (await explain(database, [request])).get(request);
  return earlier?.kind === 'replayed' || earlier?.kind === 'key-reused' ? earlier : undefined;
}

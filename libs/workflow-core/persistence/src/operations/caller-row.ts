import type { IdentityCaller, OperatorCaller } from '@countersign/engine';

/** Who acts, as the functions of operators take it, and those of webhooks, where nobody has a key. */
export function callerRow({
  orgId,
  person,
  tokenIssuedAt,
  idempotency,
  traceId,
}: IdentityCaller & Pick<OperatorCaller, 'idempotency'>): string {
  return JSON.stringify({
    // As a row of a batch, of which `not_revoked` leaves out whose token was revoked.
    ordinal: 0,
    token_issued_at: tokenIssuedAt,
    org_id: orgId,
    actor_id: person.id,
    actor_name: person.name,
    trace_id: traceId,
    idempotency_key: idempotency?.key,
    fingerprint: idempotency?.fingerprint,
  });
}

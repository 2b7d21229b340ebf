import type { OperatorCaller } from '@countersign/engine';

/** Who acts, as the functions of operators take it. */
export function callerRow({ orgId, person, idempotency, traceId }: OperatorCaller): string {
  return JSON.stringify({
    org_id: orgId,
    actor_id: person.id,
    actor_name: person.name,
    trace_id: traceId,
    idempotency_key: idempotency?.key,
    fingerprint: idempotency?.fingerprint,
  });
}

import type { IdentityCaller } from '@countersign/engine';

/** Who acts, as the functions of clients and revocations take it. */
export function identityCallerRow({ person, traceId }: IdentityCaller): string {
  return JSON.stringify({ actor_id: person.id, actor_name: person.name, trace_id: traceId });
}

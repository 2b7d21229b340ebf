import type { OperatorCommand } from '@countersign/engine';
import type { Call } from '../platform/http/call-context';
import { readIdempotencyKey } from '../platform/http/idempotency-key';

/** @throws WorkflowError when the key has a form that no key has */
export function operatorCommand({ actor, orgId, traceId, idempotencyKey }: Call): OperatorCommand {
  const key = readIdempotencyKey(idempotencyKey);
  return { actor, orgId, traceId, ...(key !== undefined && { idempotencyKey: key }) };
}

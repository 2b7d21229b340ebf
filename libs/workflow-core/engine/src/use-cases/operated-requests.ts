import { type Actor, permits } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { OperationsStore, ReviewedRequest } from '../ports/operations-store';
import { unknownRequest } from './close-problems';

interface Asked {
  readonly actor: Actor;
  readonly orgId: number;
  readonly requestId: string;
}

/** One request for an operator whose grant covers it. */
export async function readOperated(operations: OperationsStore, { actor, orgId, requestId }: Asked): Promise<ReviewedRequest> {
  const found = await operations.read(orgId, requestId);
  if (!found) throw unknownRequest();
  if (!permits(actor, orgId, 'CanOperateWorkflows', found.request.entityInfo))
    throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing for this org or for the entity ids of this request.');
  return found;
}

/** What concerns a whole org takes a grant that is not limited to parts of it. */
export function requireOperator(actor: Actor, orgId: number): void {
  if (!permits(actor, orgId, 'CanOperateWorkflows'))
    throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing for this org.');
}

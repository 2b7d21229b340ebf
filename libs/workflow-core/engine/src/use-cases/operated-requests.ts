import type { RequestTypeRegistry } from '@countersign/contract';
import { type Actor, permits } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';
import type { OperationsStore, ReviewedRequest } from '../ports/operations-store';
import { unknownRequest } from './close-problems';
import { requireCovered, requireSomewhere } from './covered-requests';

interface Asked {
  readonly actor: Actor;
  readonly orgId: number;
  readonly requestId: string;
}

/** Requests as operators see them, and what they may do about them. */
export class OperatedRequests {
  constructor(
    private readonly types: RequestTypeRegistry,
    readonly store: OperationsStore,
  ) {}

  /** To look at: what is beyond the operator's places is answered like what never was. */
  async look({ actor, orgId, requestId }: Asked): Promise<ReviewedRequest> {
    requireSomewhere(actor, orgId, 'CanOperateWorkflows');
    const found = await this.store.read(orgId, requestId);
    if (!found || !permits(actor, orgId, 'CanOperateWorkflows', found.request.entityInfo)) throw unknownRequest();
    return found;
  }

  /** To do something about: what can be seen, as far as its payload names no other places. */
  async read(asked: Asked): Promise<ReviewedRequest> {
    const found = await this.look(asked);
    requireCovered(this.types, asked.actor, found.request, 'CanOperateWorkflows');
    return found;
  }
}

/** What concerns a whole org takes a grant that is not limited to parts of it. */
export function requireOperator(actor: Actor, orgId: number): void {
  if (!permits(actor, orgId, 'CanOperateWorkflows'))
    throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing for this org.');
}

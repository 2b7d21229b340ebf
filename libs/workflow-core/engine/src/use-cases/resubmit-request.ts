import type { RequestTypeRegistry } from '@countersign/contract';
import type { EntityInfo } from '../domain/actor';
import { makerIdsOf } from '../domain/makers';
import { refuseResubmission, type ResubmissionRefusal } from '../domain/resubmission-rules';
import { WorkflowError } from '../domain/workflow-error';
import type { RequestStore } from '../ports/request-store';
import { unknownRequest } from './close-problems';
import { requireReadable, requireSomewhere } from './covered-requests';
import type { Submission, Submitted, SubmitRequest } from './submit-request';

export interface ResubmitCommand extends Omit<Submission, 'entityInfo'> {
  /** The request that was sent back, or that ended otherwise without an execution. */
  readonly requestId: string;
  /** As in the earlier request when not said. */
  readonly entityInfo?: EntityInfo;
}

/**
 * The maker asks again, in a new request of the same type that is linked to the earlier one. It is judged, stored and repeated by key
 * like any submission; of one request there is at most one.
 */
export class ResubmitRequest {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly requests: RequestStore,
    private readonly submitRequest: SubmitRequest,
  ) {}

  async execute({ requestId, ...command }: ResubmitCommand): Promise<Submitted> {
    requireSomewhere(command.actor, command.orgId, 'CanMakeRequest');
    const earlier = await this.requests.read(command.orgId, requestId);
    if (!earlier) throw unknownRequest();
    requireReadable(command.actor, command.orgId, earlier);
    const refusal = refuseResubmission(earlier, command.actor.userId);
    if (refusal) throw resubmissionProblem(refusal);
    const type = this.types.find(earlier.type);
    if (!type) throw WorkflowError.of('unknown-type', 'The type of this request is no longer supported, so it cannot be submitted again.');
    const [, ...makerIds] = makerIdsOf(earlier);
    return this.submitRequest.store(type, { ...command, entityInfo: command.entityInfo ?? earlier.entityInfo }, { requestId, makerIds });
  }
}

function resubmissionProblem(refusal: ResubmissionRefusal): WorkflowError {
  switch (refusal) {
    case 'not-maker':
      return WorkflowError.of('no-permission', 'Only the maker of a request can submit it again.');
    case 'still-open':
      return WorkflowError.of('wrong-state', 'The request has not ended; withdraw it first, or wait for its checker.', '/requestId');
    case 'approved':
      return WorkflowError.of('wrong-state', 'The request was approved and executed; there is nothing to submit again.', '/requestId');
    case 'failed':
      return WorkflowError.of(
        'wrong-state',
        'The request was approved and failed; an operator can replay it, or submit a new request.',
        '/requestId',
      );
  }
}

import type { RequestType, RequestTypeRegistry } from '@countersign/contract';
import { type Actor, permits } from '../domain/actor';
import { refuseReplay } from '../domain/operation-rules';
import { WorkflowError } from '../domain/workflow-error';
import type { ReviewedRequest } from '../ports/operations-store';
import type { OperatorCaller, OperatorJournal } from '../ports/operator-journal';
import type { StoredRequest } from '../ports/request-records';
import type { NewRequests } from './new-requests';
import { callerOf, type Done, done, OncePerKey, type OperatorCommand } from './once-per-key';
import type { OperatedRequests } from './operated-requests';
import { replayedMeanwhile, replayProblem } from './operation-problems';
import { submitProblem } from './submit-problems';
import { toldWithinScope } from './told-within-scope';

export interface ReplayCommand extends OperatorCommand {
  readonly requestId: string;
  readonly reason: string;
}

/**
 * Asks once more for what has failed: a new request with the same payload, text for text, in the name of the operator. It is judged and
 * decided like any other; neither the operator nor whoever asked before can check it.
 */
export class ReplayRequest {
  private readonly once: OncePerKey;

  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly newRequests: NewRequests,
    private readonly operated: OperatedRequests,
    journal: OperatorJournal,
  ) {
    this.once = new OncePerKey(journal);
  }

  /** The new request. */
  async execute(command: ReplayCommand): Promise<Done<ReviewedRequest>> {
    const { requestId, reason } = command;
    const { request: failed } = await this.operated.read(command);
    const caller = callerOf(command, ['replay', requestId, reason]);
    let newRequestId: string | undefined;
    const used = await this.once.run(caller, {
      check: () => {
        const refusal = refuseReplay(failed);
        if (refusal) throw replayProblem(refusal);
      },
      write: async () => {
        newRequestId = await this.store(caller, command.actor, failed, reason);
        return newRequestId !== undefined;
      },
      refusal: async () => {
        const refusal = refuseReplay((await this.operated.read(command)).request);
        return refusal ? replayProblem(refusal) : replayedMeanwhile();
      },
    });
    const made = used?.newRequestId ?? newRequestId;
    if (made === undefined) throw new Error('A replay was journaled without the request that it made.');
    return done(await this.operated.read({ ...command, requestId: made }), used);
  }

  /** Undefined: not replayable any more, or the key is used. */
  private async store(caller: OperatorCaller, actor: Actor, failed: StoredRequest, reason: string): Promise<string | undefined> {
    const { orgId, person: maker, traceId } = caller;
    const { entityInfo, payloadText, requestId } = failed;
    const isLimited = !permits(actor, orgId, 'CanOperateWorkflows');
    const asked = { orgId, maker, otherMakers: makersOf(failed), entityInfo, isLimited, payloadText, traceId };
    const { store } = this.operated;
    const find = async (other: string) => (await store.read(orgId, other))?.request;
    return toldWithinScope({ actor, orgId, find }, async () => {
      const { request, result } = await this.newRequests.judgeAndStore(this.typeOf(failed), asked, (one) =>
        store.replay(caller, requestId, one, reason),
      );
      if (result.kind === 'created') return request.requestId;
      if (result.kind === 'not-replayable' || result.kind === 'key-used' || result.kind === 'replayed') return undefined;
      throw submitProblem(result);
    });
  }

  private typeOf({ type }: StoredRequest): RequestType {
    const found = this.types.find(type);
    if (!found) throw WorkflowError.of('unknown-type', 'The type of this request is no longer supported, so it cannot be replayed.');
    return found;
  }
}

/** All who asked for it until now, by themselves or by a program. */
function makersOf({ requester, secretHolderIds = [], replayOf, resubmissionOf }: StoredRequest): readonly number[] {
  return [requester.id, ...secretHolderIds, ...(replayOf?.makerIds ?? []), ...(resubmissionOf?.makerIds ?? [])];
}

import type { RedispatchRefusal, ReplayRefusal } from '../domain/operation-rules';
import { WorkflowError } from '../domain/workflow-error';

/** Why nothing was asked for once more. */
export function replayProblem(refusal: ReplayRefusal): WorkflowError {
  switch (refusal.kind) {
    case 'not-failed':
      return WorkflowError.of('wrong-state', 'Only a request that has failed can be replayed.', '/requestId');
    case 'erased':
      return WorkflowError.of('erased', 'What this request asked for was erased; it cannot be asked for once more.', '/requestId');
    case 'replay-open':
      return WorkflowError.of(
        'duplicate-open-request',
        'A replay of this request is open already; decide or withdraw that one first.',
        refusal.replay,
      );
    case 'replay-failed':
      return WorkflowError.of('wrong-state', 'This request was replayed and that failed too; replay the last one instead.', refusal.replay);
    case 'replay-executed':
      return WorkflowError.of(
        'wrong-state',
        'This request was replayed and that took effect; make a new request for more.',
        refusal.replay,
      );
  }
}

/** Another replay stood in the way and has come to nothing since. */
export function replayedMeanwhile(): WorkflowError {
  return new WorkflowError([{ kind: 'unavailable', message: 'Somebody else replayed this request just now; try again.' }], 1);
}

/** Why an execution was not made due. */
export function redispatchProblem(refusal: RedispatchRefusal): WorkflowError {
  switch (refusal) {
    case 'not-accepted':
      return WorkflowError.of('wrong-state', 'The request does not wait to be executed; its state says how it stands.', '/requestId');
    case 'on-hold':
      return WorkflowError.of('wrong-state', 'The request is on hold; propose a resolution instead.', '/requestId');
    case 'under-way':
      return WorkflowError.of('wrong-state', 'A call for this request is under way; wait until it has ended.', '/requestId');
    case 'held-back':
      return WorkflowError.of('wrong-state', 'The request was held back in the database and has no time at which it is due.', '/requestId');
    case 'paused':
      return WorkflowError.of('type-paused', 'The type of this request is paused; resume it first.', '/requestId');
  }
}

export function alreadyPaused(): WorkflowError {
  return WorkflowError.of('type-paused', 'The request type is paused already; resume it before it is paused for another reason.', '/type');
}

export function notPaused(): WorkflowError {
  return WorkflowError.of('wrong-state', 'The request type is not paused, so there is nothing to resume.', '/type');
}

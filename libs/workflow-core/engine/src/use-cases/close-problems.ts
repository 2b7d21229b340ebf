import { publicState } from '../domain/request-state';
import { WorkflowError } from '../domain/workflow-error';
import type { CloseResult } from '../ports/request-store';

/** The same words whether the request never existed, belongs to another org or place, or is of another type than the call names. */
export function unknownRequest(): WorkflowError {
  return WorkflowError.of(
    'unknown-request',
    'There is no such request here: check its id, the org, and the type where one is named.',
    '/requestId',
  );
}

/** Somebody may still have a valid token, and no rights any more. */
export function revoked(): WorkflowError {
  return WorkflowError.of('no-permission', 'Your rights in this org were withdrawn after your token was issued; get a new token.');
}

/** Why a decision or withdrawal changed nothing. */
export function closeProblem(result: Exclude<CloseResult, { kind: 'done' | 'replayed' }>): WorkflowError {
  switch (result.kind) {
    case 'unknown':
      return unknownRequest();
    case 'not-pending':
      return WorkflowError.of(
        'already-decided',
        `The request no longer waits for a decision; its state is ${publicState(result.state)}.`,
        '/requestId',
      );
    case 'expired':
      return WorkflowError.of('already-decided', 'The request has passed its expiry and can no longer be decided.', '/requestId');
    case 'already-decided-by-caller':
      return WorkflowError.of('already-decided', 'You have already decided on this request.', '/requestId');
    case 'own-request':
      return WorkflowError.of('self-approval', 'A maker cannot decide on their own request; another checker has to.', '/requestId');
    case 'not-maker':
      return WorkflowError.of('no-permission', 'Only the maker of a request can withdraw it.');
    case 'revoked':
      return revoked();
    case 'digest-differs':
      return WorkflowError.of(
        'digest-differs',
        'The request is not what you were shown: payloadDigest differs. Read it again before you decide.',
        '/payloadDigest',
      );
    case 'level-grant-missing':
      return WorkflowError.of(
        'no-permission',
        `The next approval of this request takes the grant ${result.grant}, which you do not have for it.`,
      );
    case 'key-reused':
      return WorkflowError.of('key-reused', 'This Idempotency-Key was used for another decision; use a new key.');
    case 'key-in-progress':
      return new WorkflowError([{ kind: 'key-in-progress', message: 'A call with this Idempotency-Key is still under way.' }], 1);
  }
}

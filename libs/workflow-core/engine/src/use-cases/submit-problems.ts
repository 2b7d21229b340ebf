import { WorkflowError } from '../domain/workflow-error';
import type { SubmitResult } from '../ports/request-store';

/** Why a new request was not stored. */
export function submitProblem(result: Exclude<SubmitResult, { kind: 'created' | 'replayed' }>): WorkflowError {
  switch (result.kind) {
    case 'key-reused':
      return WorkflowError.of('key-reused', 'This Idempotency-Key was used with another body; use a new key for a new request.');
    case 'key-in-progress':
      return new WorkflowError([{ kind: 'key-in-progress', message: 'A call with this Idempotency-Key is still under way.' }], 1);
    case 'duplicate':
      return WorkflowError.of(
        'duplicate-open-request',
        'An open request already asks for the same; decide or withdraw that one first.',
        result.openRequestId,
      );
    case 'already-resubmitted':
      return WorkflowError.of(
        'wrong-state',
        'This request has been submitted again already; go on with the request whose id is the reference.',
        result.resubmittedAs,
      );
    case 'policy-changed':
      return new WorkflowError(
        [{ kind: 'unavailable', message: 'The policy of this request type is being changed right now; try again.' }],
        1,
      );
  }
}

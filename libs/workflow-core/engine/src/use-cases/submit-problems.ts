import type { PolicyFacts, RefusalReason } from '../domain/policy-verdict';
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
        'This request has been submitted again already; go on with the one that asks for it now.',
        result.resubmittedAs,
      );
    case 'limits-differ':
      return new WorkflowError([{ kind: 'unavailable', message: 'Many requests are counted at this moment; try again.' }], 1);
    case 'policy-changed':
      return new WorkflowError(
        [{ kind: 'unavailable', message: 'The policy of this request type is being changed right now; try again.' }],
        1,
      );
  }
}

/** Why the policy refuses it. */
export function refusalProblem(reason: RefusalReason, { pendingRequestId }: PolicyFacts): WorkflowError {
  switch (reason) {
    case 'above-type-limit':
      return WorkflowError.of('points-invalid', 'The amount is above what this organisation allows for one request of this type.');
    case 'above-bands':
      return WorkflowError.of('amount-beyond-limit', 'The amount is above the highest band of the approval policy: nobody may approve it.');
    case 'maker-cap':
      return capReached('you may ask for in one day', '/dailyCaps/maker');
    case 'customer-cap':
      return capReached('may be asked for one customer in one day', '/dailyCaps/customer');
    case 'org-cap':
      return capReached('this organisation may be asked for in one day', '/dailyCaps/org');
    case 'same-customer-pending':
      return WorkflowError.of(
        'same-customer-pending',
        'Another request of this type for the same customer waits for a checker; decide or withdraw that one first.',
        pendingRequestId,
      );
  }
}

function capReached(what: string, reference: string): WorkflowError {
  return WorkflowError.of(
    'cap-reached',
    `The approval policy caps what ${what} (UTC) with this type, and this request is beyond it.`,
    reference,
  );
}

import type { ProposalRefusal, ReviewRefusal } from '../domain/review-rules';
import { WorkflowError } from '../domain/workflow-error';

export function unknownProposal(): WorkflowError {
  return WorkflowError.of('unknown-request', 'There is no such proposal for this request.', '/proposal');
}

/** Why a resolution was not proposed. */
export function proposalProblem(refusal: ProposalRefusal): WorkflowError {
  switch (refusal) {
    case 'own-request':
      return WorkflowError.of('self-approval', 'A maker cannot resolve their own request; other operators have to.', '/requestId');
    case 'not-held':
      return WorkflowError.of('already-decided', 'The request is not on hold, so there is nothing to resolve.', '/requestId');
    case 'open-proposal':
      return WorkflowError.of(
        'already-decided',
        'The request has an open proposal; confirm, decline or withdraw that one first.',
        '/requestId',
      );
  }
}

/** Why a proposal was neither confirmed nor declined nor withdrawn. */
export function reviewProblem(refusal: ReviewRefusal): WorkflowError {
  switch (refusal) {
    case 'own-request':
      return proposalProblem(refusal);
    case 'unknown-proposal':
      return unknownProposal();
    case 'own-proposal':
      return WorkflowError.of('self-approval', 'You proposed this yourself; another operator has to confirm or decline it.', '/proposal');
    case 'not-own-proposal':
      return WorkflowError.of('no-permission', 'Only its proposer can withdraw a proposal; others decline it.', '/proposal');
    case 'not-open':
      return WorkflowError.of('already-decided', 'This proposal is no longer open.', '/proposal');
  }
}

import { type LookedUp, type PossibleDuplicate, publicState, type RequestState } from '@countersign/engine';
import { approvalWarnings } from '../../views/requests/approval-warnings';

/** What a checker should know before they approve a stored request. */
export function lookedUpView(requestId: string, { duplicates, approval }: LookedUp) {
  const shown = approval && { given: approval.approvals, warnings: approvalWarnings(approval) };
  return { requestId, duplicates: duplicates.map(duplicateView), approval: shown };
}

/** A request that asked for the same, as the API shows it: to those who may not read it, only that there is one. */
export function duplicateView({ sameBy, request }: PossibleDuplicate) {
  if (!request) return { sameBy };
  return { sameBy, requestId: request.requestId, state: publicState(request.state), createdAt: request.createdAt };
}

/** The same in words, for makers before they submit. */
export function duplicateWarning({ sameBy, request }: PossibleDuplicate) {
  const subject = sameBy === 'reference' ? 'The reference was used before' : 'The same was asked for before';
  if (!request) return { message: `${subject}.`, reference: null };
  const day = request.createdAt.toISOString().slice(0, 10);
  return { message: `${subject}, by a request of ${day} that ${standing(request.state)}.`, reference: request.requestId };
}

function standing(state: RequestState): string {
  if (state === 'approved') return 'was approved and executed';
  return state === 'pending' ? 'waits for a checker' : 'was approved and has no outcome yet';
}

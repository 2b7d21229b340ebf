import {
  isTerminal,
  type JournaledTransition,
  type LoyaltyAttempt,
  type Person,
  publicState,
  type RequestHistory,
} from '@countersign/engine';
import { REQUEST_WORKFLOW_EVENT } from '@countersign/webhooks';

/** What happened, in one word. */
export const HISTORY_KINDS = [
  'submitted',
  'auto-approved',
  'approval',
  'approval-revoked',
  'approved',
  'rejected',
  'sent-back',
  'withdrawn',
  'expired',
  'executed',
  'failed',
  'held',
  'redispatched',
] as const;
type Kind = (typeof HISTORY_KINDS)[number];

export const ATTEMPT_OUTCOMES = ['executed', 'refused', 'duplicate', 'retry', 'in-doubt', 'held', 'lost'] as const;
type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** @param viewerId who looks at it: its maker is not told of calls that may not have been the last word */
export function historyView(history: RequestHistory, viewerId: number) {
  const isUnsure = history.makerId === viewerId && !isTerminal(history.state);
  return { transitions: transitionsView(history), attempts: attemptsView(history, isUnsure), deliveries: deliveriesView(history) };
}

/** Transitions, and between them the approvals that were not the last one, also those that were taken back. */
function transitionsView({ transitions, decisions, revokedApprovals }: RequestHistory) {
  const closing = transitions.find(({ from, cause }) => from === 'pending' && cause === 'checker');
  const approvals = decisions
    .filter(({ checker }) => checker.id !== closing?.by?.id)
    .map(({ decidedAt, checker, comment }) => approvalStep('approval', { at: decidedAt, by: checker, comment }));
  const revoked = revokedApprovals.flatMap(({ checker, comment, decidedAt, revokedBy, revokedAt }) => [
    approvalStep('approval', { at: decidedAt, by: checker, comment }),
    approvalStep('approval-revoked', { at: revokedAt, by: revokedBy }),
  ]);
  return [...transitions.map(transitionView), ...approvals, ...revoked].toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** What moves the request to no other state. */
function approvalStep(kind: 'approval' | 'approval-revoked', step: { readonly at: Date; readonly by: Person; readonly comment?: string }) {
  return { from: publicState('pending'), to: publicState('pending'), kind, comment: undefined, ...step };
}

function transitionView(transition: JournaledTransition) {
  const { at, from, to, by, cause, comment } = transition;
  return {
    at,
    from: from && publicState(from),
    to: publicState(to),
    by,
    kind: kindOf(transition),
    // What workers and operators note there is a checker's comment once more, or evidence for operators.
    comment: cause === 'maker' || cause === 'checker' ? comment : undefined,
  };
}

function kindOf({ from, to, outcome }: JournaledTransition): Kind {
  switch (to) {
    case 'pending':
      return 'submitted';
    case 'accepted':
      if (from === undefined) return 'auto-approved';
      return from === 'pending' ? 'approved' : 'redispatched';
    case 'rejected':
      return outcome === 'sent-back' ? 'sent-back' : 'rejected';
    case 'approved':
      return 'executed';
    case 'needs_review':
      return 'held';
    case 'failed':
    case 'withdrawn':
    case 'expired':
      return to;
  }
}

function attemptsView({ attempts, callSince }: RequestHistory, isUnsure: boolean) {
  const ended = attempts.map(({ at, durationMs, ...attempt }, index) => ({
    n: index + 1,
    startedAt: new Date(at.getTime() - durationMs),
    endedAt: at,
    ...(isUnsure ? {} : resultOf(attempt)),
  }));
  return callSince ? [...ended, { n: ended.length + 1, startedAt: callSince }] : ended;
}

function resultOf({ class: result, code, httpStatus, fenced }: Omit<LoyaltyAttempt, 'at' | 'durationMs'>) {
  return { outcome: outcomeOf(result), code, status: httpStatus, late: fenced || undefined };
}

function outcomeOf(result: LoyaltyAttempt['class']): AttemptOutcome {
  return result === 'hold' || result === 'tampered' ? 'held' : result;
}

function deliveriesView({ deliveries }: RequestHistory) {
  return deliveries.map(({ eventId, requestState, endpointId, endpointName, state, attempts, dueAt, deliveredAt, lastStatus }) => ({
    eventName: REQUEST_WORKFLOW_EVENT,
    eventId,
    requestState: publicState(requestState),
    webHook: { id: endpointId, name: endpointName },
    state,
    attempts,
    nextAttemptAt: state === 'due' ? dueAt : undefined,
    lastStatus,
    deliveredAt,
  }));
}

import { kebabName, type RequestType, RequestTypeRegistry } from '@countersign/contract';
import {
  type Decision,
  executionState,
  type ExecutionState,
  givenPositions,
  nextPosition,
  publicState,
  type RevokedApproval,
  type StoredOutcome,
  type StoredRequest,
  type Submitted,
} from '@countersign/engine';
import { JsonText } from '@countersign/json-text';
import { Inject, Injectable } from '@nestjs/common';
import { approvalGrants, levelsOf } from './approval-levels';
import { approvalWarnings } from './approval-warnings';

const NOT_KNOWN_YET =
  'It is not known yet whether this took effect; an operator is looking into it. Do not submit it again: this request will show the outcome.';

/** A stored request as the API shows it: the documented fields, and ours beside them inside `details`. */
@Injectable()
export class RequestView {
  constructor(@Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry) {}

  /** @param viewerId who looks at it: a maker is not told a failure that is not sure */
  render(request: StoredRequest, viewerId: number) {
    return {
      requestId: request.requestId,
      userId: request.requester.id,
      userName: request.requester.name,
      requestType: kebabName(request.type),
      state: publicState(request.state),
      startTime: request.createdAt,
      endTime: request.endedAt ?? null,
      details: {
        'IntouchAPITask-Payload': callText(request, this.types.find(request.type)),
        ValidateMakerAccess_Output: true,
        ValidatePayload_Output: true,
        ...decisionDetails(request),
        ...(request.loyaltyAnswerText !== undefined && { IntouchAPITask_Output: new JsonText(request.loyaltyAnswerText) }),
        summary: { customer: request.customer, reference: request.reference, amount: request.amount, line: request.line },
        entityInfo: request.entityInfo,
        autoApproved: request.verdict === 'auto',
        approval: approvalView(request),
        replayOf: request.replayOf?.requestId,
        replays: request.replays?.map(({ requestId, state }) => ({ requestId, state: publicState(state) })),
        resubmissionOf: request.resubmissionOf?.requestId,
        resubmittedAs: request.resubmittedAs,
        decisions: request.decisions.map((decision) => decisionView(decision, request)),
        revokedApprovals: request.revokedApprovals?.map(revokedApprovalView),
        outcome: outcomeView(request, viewerId),
        ...progress(request),
        reminders: request.reminders || undefined,
        remindedAt: request.remindedAt,
        expiresAt: request.state === 'pending' ? request.expiresAt : undefined,
        erasedAt: request.erasedAt,
        payloadDigest: request.payloadDigest,
        version: request.version,
      },
    };
  }
}

/** What came of a submission, as it was told at first when it is repeated by key; what was approved at once is told as it is now. */
export function firstAnswer({ request, replayed }: Submitted): Submitted {
  return { request: replayed && request.verdict === 'checker' ? asSubmitted(request) : request, replayed };
}

/** The request as its first answer showed it. */
export function asSubmitted(request: StoredRequest): StoredRequest {
  const {
    endedAt: _ended,
    outcome: _outcome,
    loyaltyAnswerText: _answer,
    execution: _execution,
    resubmittedAs: _again,
    reminders: _reminders,
    remindedAt: _remindedAt,
    openPositions: _positions,
    revokedApprovals: _revoked,
    makerRevokedAt: _makerRevoked,
    ...lasting
  } = request;
  return { ...lasting, state: 'pending', version: 1, approvals: 0, decisions: [], updatedAt: request.createdAt };
}

/** The stored text is an object that begins with `queryParams` or `body`: what precedes them is put in, nothing is rewritten. */
function callText({ payloadText }: StoredRequest, type: RequestType | undefined): JsonText {
  if (!type) return new JsonText(payloadText);
  const { path, method } = type.loyaltyRoute;
  return new JsonText(`{"path":${JSON.stringify(path)},"method":"${method}",${payloadText.slice(payloadText.indexOf('{') + 1)}`);
}

/** By which policy it was judged, who must approve, and how far that has come. */
function approvalView(request: StoredRequest) {
  const { verdict, policyVersion, band, quorum, approvals, levelGrants, state } = request;
  const grants = approvalGrants(quorum, levelGrants);
  const warnings = approvalWarnings(request);
  if (verdict === 'auto') return { policyVersion, verdict, warnings };
  const next = state === 'pending' ? grants[nextPosition(request) - 1] : undefined;
  const levels = levelsView(levelsOf(grants), givenPositions(request));
  return { policyVersion, verdict, band, quorum, given: approvals, levels, next, warnings };
}

function levelsView(levels: ReturnType<typeof levelsOf>, positions: readonly number[]) {
  let before = 0;
  return levels.map((level) => {
    const from = before;
    before += level.checkers;
    return { ...level, given: positions.filter((position) => position > from && position <= from + level.checkers).length };
  });
}

/** The checker who ended the wait; before that, and without a checker, none of these keys is there. */
function decisionDetails({ state, decisions }: StoredRequest) {
  const last = decisions.at(-1);
  if (!last || state === 'pending' || state === 'withdrawn' || state === 'expired') return {};
  return {
    'AdminTask-Payload': { actionDecision: last.verdict, actionMessage: last.comment },
    AdminTask_Output: last.verdict,
    ValidateCheckerAccess_Output: true,
  };
}

/** Only one rejection ends a request: when it was sent back, by that one. */
function decisionView({ checker, verdict, comment, decidedAt }: Decision, { outcome }: StoredRequest) {
  const decision = verdict === 'rejected' && outcome?.kind === 'sent-back' ? outcome.kind : verdict;
  return { checkerId: checker.id, checkerName: checker.name, decision, comment, decidedAt };
}

function revokedApprovalView({ checker, comment, decidedAt, revokedBy, revokedAt }: RevokedApproval) {
  return { checkerId: checker.id, checkerName: checker.name, comment, decidedAt, revokedBy, revokedAt };
}

function outcomeView({ state, outcome, requester }: StoredRequest, viewerId: number): StoredOutcome | undefined {
  if (!outcome || state !== 'needs_review' || requester.id !== viewerId) return outcome;
  return { kind: 'unknown', message: NOT_KNOWN_YET, attempts: outcome.attempts };
}

function progress({ state, execution }: StoredRequest): { executionState?: ExecutionState; nextAttemptAt?: Date } {
  const current = executionState(state, execution);
  if (current === undefined) return {};
  const waits = execution && (current === 'retrying' || current === 'in-doubt');
  return { executionState: current, ...(waits && { nextAttemptAt: execution.dueAt }) };
}

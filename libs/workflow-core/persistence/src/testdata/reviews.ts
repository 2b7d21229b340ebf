import { randomUUID } from 'node:crypto';
import type { ClaimedExecution, NewProposal, NewRequest, ProposalDecision, RequestRef, ReviewVerdict } from '@countersign/engine';
import { approve, newRequest, traceId } from './builders';
import { held } from './executions';
import type { TestGateway } from './test-database';

export const OPERATOR = { id: 61, name: 'Ola Operator' };
export const SECOND_OPERATOR = { id: 62, name: 'Siri Second' };
export const THIRD_OPERATOR = { id: 63, name: 'Tom Third' };
export const RESOLVED = { kind: 'executed', code: 'resolved-by-operator', message: 'Executed.', attempts: 1 } as const;

export type Held = NewRequest & ClaimedExecution;

/** A request in doubt that waits for operators; its lease is the one that was settled. */
export async function onHold(gateway: TestGateway, own: Partial<NewRequest> = {}): Promise<Held> {
  const request = newRequest({ whenInDoubt: 'hold', ...own });
  await gateway.requests.submit(request);
  if (request.verdict === 'checker')
    await gateway.requests.close(approve(request, { comment: 'for the delay', whenInDoubt: request.whenInDoubt }));
  const claim = await gateway.executions.claim({ ...request, epoch: 0 });
  if (!claim) throw new Error('The execution was not claimed.');
  await gateway.executions.settle(held(claim));
  return { ...request, ...claim };
}

export function proposal({ orgId, requestId }: RequestRef, own: Partial<NewProposal> = {}): NewProposal {
  return { orgId, requestId, action: 'executed', evidence: 'the customer shows the points', proposer: OPERATOR, ...own };
}

/** The second operator's word on the first proposal. */
export function word({ orgId, requestId }: RequestRef, verdict: ReviewVerdict, own: Partial<ProposalDecision> = {}): ProposalDecision {
  const ends = { outcome: RESOLVED, traceId: traceId(), eventId: randomUUID() };
  return { orgId, requestId, proposal: 1, verdict, decider: SECOND_OPERATOR, ...ends, ...own };
}

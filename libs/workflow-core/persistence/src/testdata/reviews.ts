import { randomUUID } from 'node:crypto';
import type {
  ClaimedExecution,
  NewProposal,
  NewRequest,
  OperatorCaller,
  Person,
  ProposalDecision,
  RequestRef,
  Review,
  ReviewVerdict,
} from '@countersign/engine';
import { approve, newRequest, traceId } from './builders';
import { held } from './executions';
import type { TestGateway } from './test-database';

export const OPERATOR = { id: 61, name: 'Ola Operator' };
export const SECOND_OPERATOR = { id: 62, name: 'Siri Second' };
export const THIRD_OPERATOR = { id: 63, name: 'Tom Third' };
export const EVIDENCE = 'the customer shows the points';
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

/** An operator's call, without a key unless one is given. */
export function caller(orgId: number, person: Person = OPERATOR, own: Partial<OperatorCaller> = {}): OperatorCaller {
  return { orgId, person, traceId: traceId(), ...own };
}

/** Proposes a resolution of the request. */
export function propose(
  { operations }: TestGateway,
  { orgId, requestId }: RequestRef,
  action: NewProposal['action'] = 'executed',
  person: Person = OPERATOR,
): Promise<Review | undefined> {
  return operations.propose(caller(orgId, person), { requestId, action, evidence: EVIDENCE });
}

type Word = Partial<ProposalDecision> & { readonly person?: Person; readonly traceId?: string };

/** The second operator's word on the first proposal. */
export function say(
  { operations }: TestGateway,
  { orgId, requestId }: RequestRef,
  verdict: ReviewVerdict,
  { person = SECOND_OPERATOR, traceId: trace = traceId(), ...own }: Word = {},
): Promise<Review | undefined> {
  return operations.decide(caller(orgId, person, { traceId: trace }), {
    requestId,
    proposal: 1,
    verdict,
    outcome: RESOLVED,
    eventId: randomUUID(),
    ...own,
  });
}

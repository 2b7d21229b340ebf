import { randomUUID } from 'node:crypto';
import type { ClaimedExecution, DueExecution, Lease, NewRequest, Settlement } from '@countersign/engine';
import { newRequest } from './builders';
import type { TestGateway } from './test-database';

export const TYPE = newRequest().type;
export const EXECUTED = { kind: 'executed', message: 'Executed by the loyalty API.', attempts: 1 } as const;
export const REFUSED = { kind: 'refused', code: '816', message: 'No such customer.', attempts: 1 } as const;
export const UNKNOWN = { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 } as const;

/** An auto-approved request: due at once. */
export async function accepted(gateway: TestGateway, own: Partial<NewRequest> = {}): Promise<NewRequest & DueExecution> {
  const request = newRequest({ verdict: 'auto', ...own });
  const result = await gateway.requests.submit(request);
  if (result.kind !== 'created') throw new Error(`The request was not created: ${result.kind}.`);
  return { ...request, epoch: 0 };
}

/** An accepted request whose lease this gateway holds. */
export async function claimed(gateway: TestGateway, own: Partial<NewRequest> = {}): Promise<NewRequest & ClaimedExecution> {
  const request = await accepted(gateway, own);
  const claim = await gateway.executions.claim(request);
  if (!claim) throw new Error('The execution was not claimed.');
  return { ...request, ...claim };
}

interface End {
  readonly attempt: Settlement['attempt'];
  readonly eventId: string;
}

function end({ orgId, requestId, epoch }: Lease, attempt: Settlement['attempt']): Lease & End {
  return { orgId, requestId, epoch, attempt, eventId: randomUUID() };
}

export function executed(lease: Lease): Settlement {
  const answer = '{"status":200,"headers":{},"body":{"createdId": 7.0}}';
  return {
    ...end(lease, { class: 'executed', httpStatus: 200, durationMs: 12 }),
    next: 'approved',
    outcome: EXECUTED,
    loyaltyAnswerText: answer,
  };
}

export function refused(lease: Lease): Settlement {
  return { ...end(lease, { class: 'refused', httpStatus: 400, code: '816', durationMs: 12 }), next: 'failed', outcome: REFUSED };
}

export function dueAgain(lease: Lease, dueInMs: number, inDoubt = false): Settlement {
  return { ...end(lease, { class: inDoubt ? 'in-doubt' : 'retry', code: '521', durationMs: 12 }), next: 'due', inDoubt, dueInMs };
}

export function held(lease: Lease, inDoubt = true): Settlement {
  return { ...end(lease, { class: 'in-doubt', code: 'timeout', durationMs: 12 }), next: 'needs_review', inDoubt, outcome: UNKNOWN };
}

import type { AttemptNote, Lease, Settlement } from '../ports/execution-store';
import type { ClaimedDelivery, DeliverySettlement } from '../ports/webhook-store';
import { eventId } from './sample-requests';

export const EXECUTED = { kind: 'executed', message: 'Executed by the loyalty API.', attempts: 1 } as const;
export const REFUSED = { kind: 'refused', code: '816', message: 'No such customer.', attempts: 1 } as const;
export const UNKNOWN = { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 } as const;

function end({ orgId, requestId, epoch }: Lease, attempt: AttemptNote) {
  return { orgId, requestId, epoch, attempt, eventId: eventId() };
}

export function executed(lease: Lease): Settlement {
  const loyaltyAnswerText = '{"status":200,"headers":{},"body":{"createdId": 7.0}}';
  const attempt = { class: 'executed', httpStatus: 200, durationMs: 12 } as const;
  return { ...end(lease, attempt), next: 'approved', outcome: EXECUTED, loyaltyAnswerText };
}

export function refused(lease: Lease): Settlement {
  return { ...end(lease, { class: 'refused', httpStatus: 400, code: '816', durationMs: 12 }), next: 'failed', outcome: REFUSED };
}

export function dueAgain(lease: Lease, dueInMs: number, inDoubt = false): Settlement {
  return { ...end(lease, { class: inDoubt ? 'in-doubt' : 'retry', code: '521', durationMs: 12 }), next: 'due', inDoubt, dueInMs };
}

export function held(lease: Lease): Settlement {
  const attempt = { class: 'in-doubt', code: 'timeout', durationMs: 12 } as const;
  return { ...end(lease, attempt), next: 'needs_review', inDoubt: true, outcome: UNKNOWN };
}

function tried({ event, deliveryId, epoch }: ClaimedDelivery): Pick<DeliverySettlement, 'orgId' | 'deliveryId' | 'epoch'> {
  return { orgId: event.orgId, deliveryId, epoch };
}

export function delivered(claim: ClaimedDelivery): DeliverySettlement {
  return { ...tried(claim), attempt: { class: 'delivered', httpStatus: 204, durationMs: 5 }, next: { state: 'delivered' } };
}

export function failedOnce(claim: ClaimedDelivery, dueInMs: number): DeliverySettlement {
  return { ...tried(claim), attempt: { class: 'timeout', durationMs: 10_000 }, next: { state: 'due', dueInMs } };
}

export function exhausted(claim: ClaimedDelivery): DeliverySettlement {
  return { ...tried(claim), attempt: { class: 'unreachable', durationMs: 5 }, next: { state: 'exhausted' } };
}

export function gone(claim: ClaimedDelivery): DeliverySettlement {
  return { ...tried(claim), attempt: { class: 'refused', httpStatus: 410, durationMs: 5 }, next: { state: 'gone' } };
}

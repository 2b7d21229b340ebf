import type { ClaimedDelivery, DeliverySettlement } from '@countersign/engine';
import type { TestGateway } from './test-database';

export const DELIVERY_LEASE_MS = 30_000;

export function claimDeliveries(
  gateway: TestGateway,
  limit = 100,
  underWay: ReadonlyMap<string, number> = new Map(),
): Promise<readonly ClaimedDelivery[]> {
  return gateway.deliveries.claim(limit, DELIVERY_LEASE_MS, underWay);
}

function settlement({ event, deliveryId, epoch }: ClaimedDelivery): Pick<DeliverySettlement, 'orgId' | 'deliveryId' | 'epoch'> {
  return { orgId: event.orgId, deliveryId, epoch };
}

export function delivered(claim: ClaimedDelivery): DeliverySettlement {
  return { ...settlement(claim), attempt: { class: 'delivered', httpStatus: 204, durationMs: 5 }, next: { state: 'delivered' } };
}

export function failedOnce(claim: ClaimedDelivery, dueInMs: number): DeliverySettlement {
  return { ...settlement(claim), attempt: { class: 'timeout', durationMs: 10_000 }, next: { state: 'due', dueInMs } };
}

export function exhausted(claim: ClaimedDelivery): DeliverySettlement {
  return { ...settlement(claim), attempt: { class: 'unreachable', durationMs: 5 }, next: { state: 'exhausted' } };
}

export function gone(claim: ClaimedDelivery): DeliverySettlement {
  return { ...settlement(claim), attempt: { class: 'refused', httpStatus: 410, durationMs: 5 }, next: { state: 'gone' } };
}

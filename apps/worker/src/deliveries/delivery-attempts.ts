import type { RequestTypeRegistry } from '@countersign/contract';
import type { ClaimedDelivery, DeliverySettlement, Identifiers } from '@countersign/engine';
import { type DeliveryAttempt, nextDelivery, type WebhookSender } from '@countersign/webhook-sender';
import { renderEvent } from '@countersign/webhooks';
import type { ObservedDeliveries } from './observed-deliveries';

/** One delivery try: render, sign, send, judge. */
export class DeliveryAttempts {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly sender: WebhookSender,
    private readonly identifiers: Identifiers,
    private readonly observed: ObservedDeliveries,
  ) {}

  /** Never rejects. */
  async make(delivery: ClaimedDelivery): Promise<DeliverySettlement> {
    const { note, retryAfterMs } = await this.send(delivery);
    const next = nextDelivery(note, delivery.attempts, this.identifiers.random(), retryAfterMs);
    const { deliveryId, epoch, event } = delivery;
    const settlement: DeliverySettlement = { orgId: event.orgId, deliveryId, epoch, attempt: note, next };
    this.observed.attempted(delivery, settlement);
    return settlement;
  }

  private async send(delivery: ClaimedDelivery): Promise<DeliveryAttempt> {
    try {
      const body = renderEvent(delivery.event, delivery.payload, this.types);
      const { url, headers, secret, timeoutMs, event } = delivery;
      return await this.sender.send({ url, headers, secret, timeoutMs, eventId: event.eventId, body });
    } catch (error) {
      // A type that is not deployed here yet, or a secret that cannot sign: the schedule brings it back.
      this.observed.notSendable(delivery, error);
      return { note: { class: 'unreachable', durationMs: 0 } };
    }
  }
}

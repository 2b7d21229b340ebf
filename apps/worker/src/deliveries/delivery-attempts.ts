import type { RequestTypeRegistry } from '@countersign/contract';
import type { ClaimedDelivery, DeliverySettlement, Identifiers } from '@countersign/engine';
import { type DeliveryAttempt, nextDelivery, type WebhookDelivery, type WebhookSender } from '@countersign/webhook-sender';
import { type EndpointSecrets, renderEvent } from '@countersign/webhooks';
import type { ObservedDeliveries } from './observed-deliveries';

/** What sends, and what opens the secrets that it needs for that. */
export interface Sending {
  readonly sender: WebhookSender;
  readonly secrets: EndpointSecrets;
}

/** One delivery try: render, sign, send, judge. */
export class DeliveryAttempts {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly sending: Sending,
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
      return await this.sending.sender.send({ ...this.opened(delivery), body });
    } catch (error) {
      // A type that is not deployed here yet, or a secret that cannot be opened or cannot sign: the schedule brings it back.
      this.observed.notSendable(delivery, error);
      return { note: { class: 'unreachable', code: 'not-rendered', durationMs: 0 } };
    }
  }

  /** @throws SealedTextError when a secret cannot be opened with the keys of this worker */
  private opened({ url, headers, secret, previousSecrets, timeoutMs, endpointId, event }: ClaimedDelivery): Omit<WebhookDelivery, 'body'> {
    const owner = { orgId: event.orgId, endpointId };
    const { secrets } = this.sending;
    return {
      url,
      timeoutMs,
      eventId: event.eventId,
      headers: secrets.openHeaders(owner, headers),
      secret: secrets.openSecret(owner, secret),
      ...(previousSecrets && { previousSecrets: previousSecrets.map((previous) => secrets.openSecret(owner, previous)) }),
    };
  }
}

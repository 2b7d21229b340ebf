import type { ClaimedDelivery, DeliveryAttemptNote } from '@countersign/engine';

/** One event on its way to one endpoint. The body goes out byte for byte as given. */
export interface WebhookDelivery extends Pick<ClaimedDelivery, 'url' | 'headers' | 'secret' | 'previousSecrets' | 'timeoutMs'> {
  readonly eventId: string;
  readonly body: string;
}

export interface DeliveryAttempt {
  readonly note: DeliveryAttemptNote;
  /** What the receiver asked for, if it did. */
  readonly retryAfterMs?: number;
}

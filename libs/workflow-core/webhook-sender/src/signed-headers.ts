import { Webhook } from 'standardwebhooks';
import type { WebhookDelivery } from './webhook-delivery';

/** Names that a subscriber's static headers must not take: HTTP's own, and the ones that tell a receiver whom to trust. */
const OURS =
  /^(?:webhook-.*|content-type|content-length|user-agent|host|connection|transfer-encoding|keep-alive|upgrade|expect|te|trailer)$/i;

/**
 * The subscriber's static headers and the Standard Webhooks ones: the id stays the same over all attempts, the time is this
 * attempt's, and the signature covers both and exactly the bytes of the body.
 * While a secret is being changed there is a signature with each that still counts: a receiver looks for one that it can verify.
 */
export function signedHeaders(
  { eventId, headers, secret, previousSecrets = [], body }: WebhookDelivery,
  now: Date,
): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => !OURS.test(name))),
    'content-type': 'application/json',
    'user-agent': 'Countersign-Webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': [secret, ...previousSecrets].map((one) => new Webhook(one).sign(eventId, now, body)).join(' '),
  };
}

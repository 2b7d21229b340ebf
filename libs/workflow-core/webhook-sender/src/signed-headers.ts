import { isHeaderOfSender } from '@countersign/engine';
import { Webhook } from 'standardwebhooks';
import type { WebhookDelivery } from './webhook-delivery';

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
    ...staticHeaders(headers),
    'content-type': 'application/json',
    'user-agent': 'Countersign-Webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': [secret, ...previousSecrets].map((one) => new Webhook(one).sign(eventId, now, body)).join(' '),
  };
}

/** Each name once, and none that is the sender's: what was stored before a name was refused is left out. */
function staticHeaders(headers: WebhookDelivery['headers']): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(lower.filter(([name]) => !isHeaderOfSender(name)));
}

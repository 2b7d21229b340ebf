import { randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** A signing secret for one endpoint, in the form that Standard Webhooks libraries take: `whsec_` and 256 random bits. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;
}

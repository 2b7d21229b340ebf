import { newWebhookSecret } from './webhook-secret';

describe('newWebhookSecret', () => {
  it('holds 256 random bits in the form of Standard Webhooks', () => {
    const secret = newWebhookSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, newWebhookSecret)).size).toBe(100);
  });
});

import { randomBytes } from 'node:crypto';
import { SealedTextError, Sealing, sealingKeys } from '@countersign/config';
import { EndpointSecrets } from './endpoint-secrets';

const OLD = `2025:${randomBytes(32).toString('base64')}`;
const NEW = `2026:${randomBytes(32).toString('base64')}`;
const secretsWith = (keys: string): EndpointSecrets => new EndpointSecrets(new Sealing(sealingKeys().parse(keys)));
const OWNER = { orgId: 0, endpointId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e11' };

describe('the secrets of a webhook', () => {
  const secrets = secretsWith(NEW);
  const headers = { 'X-Api-Key': 'hunter2', 'X-Team': 'crm' };

  it('are unreadable as they are kept, and come back', () => {
    const kept = { secret: secrets.sealSecret(OWNER, 'whsec_a'), headers: secrets.sealHeaders(OWNER, headers) };
    expect(JSON.stringify(kept)).not.toMatch(/whsec_a|hunter2|crm/);
    expect(Object.keys(kept.headers)).toEqual(Object.keys(headers));
    expect([secrets.openSecret(OWNER, kept.secret), secrets.openHeaders(OWNER, kept.headers)]).toEqual(['whsec_a', headers]);
  });

  it.each([
    ['another org', { ...OWNER, orgId: 7 }],
    ['another webhook', { ...OWNER, endpointId: '5b0c3a52-8f0d-4b53-9a55-0d6c3c7a1e12' }],
  ])('do not open for %s', (_case, other) => {
    expect(() => secrets.openSecret(other, secrets.sealSecret(OWNER, 'whsec_a'))).toThrow(SealedTextError);
    expect(() => secrets.openHeaders(other, secrets.sealHeaders(OWNER, headers))).toThrow(SealedTextError);
  });

  it('do not open in the place of one another', () => {
    const { 'X-Api-Key': key = '' } = secrets.sealHeaders(OWNER, headers);
    expect(() => secrets.openHeaders(OWNER, { 'X-Team': key })).toThrow(SealedTextError);
    expect(() => secrets.openSecret(OWNER, key)).toThrow(SealedTextError);
  });

  it('are sealed anew with the newest key, whether an older one sealed them or none', () => {
    const both = secretsWith(`${NEW},${OLD}`);
    const old = secretsWith(OLD);
    for (const kept of [old.sealSecret(OWNER, 'whsec_a'), 'whsec_a'])
      expect(secrets.openSecret(OWNER, both.resealSecret(OWNER, kept))).toBe('whsec_a');
    for (const kept of [old.sealHeaders(OWNER, headers), headers])
      expect(secrets.openHeaders(OWNER, both.resealHeaders(OWNER, kept))).toEqual(headers);
    const current = both.sealSecret(OWNER, 'whsec_a');
    expect(both.resealSecret(OWNER, current)).toBe(current);
  });
});

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { type KeyServer, startKeyServer } from '../../../test-support/key-server';
import { authConfig } from '../../../test-support/tokens';
import { COOLDOWN_MS } from './published-keys';
import { BELIEVED_MS, TokenVerifier } from './token-verifier';

const MINUTE = 60_000;
const TIMES = { maxAgeMs: 5 * MINUTE, outageMs: 60 * MINUTE };
const refused = { problems: [{ kind: 'not-authenticated' }] };

describe('keys that an identity provider publishes', () => {
  const pairs = { old: generateKeyPairSync('ed25519'), next: generateKeyPairSync('ed25519') };
  const jwk = async (kid: keyof typeof pairs) => ({ ...(await exportJWK(pairs[kid].publicKey)), kid });
  let server: KeyServer;
  let now: number;
  let told: unknown[];
  let verifier: TokenVerifier;
  beforeEach(async () => {
    server = await startKeyServer(await jwk('old'));
    now = Date.now();
    told = [];
    const key = { kind: 'jwks', url: server.url, times: TIMES } as const;
    verifier = new TokenVerifier(
      { ...authConfig, key },
      (error) => told.push(error),
      () => now,
    );
  });
  afterEach(() => server.close());

  /** A token of its own each time, valid for many hours. */
  const token = (kid: string, key: KeyObject) =>
    new SignJWT({ name: 'maker.one', orgs: {}, jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject('1001')
      .setIssuer(authConfig.issuer)
      .setAudience(authConfig.audience)
      .setIssuedAt()
      .setExpirationTime('24h')
      .sign(key);
  const signed = (kid: keyof typeof pairs) => token(kid, pairs[kid].privateKey);

  it('a new key works with the first token that names it, without a restart', async () => {
    expect(await verifier.verify(await signed('old'))).toMatchObject({ userId: 1001 });
    server.publish(await jwk('old'), await jwk('next'));
    now += COOLDOWN_MS;
    expect(await verifier.verify(await signed('next'))).toMatchObject({ userId: 1001 });
    expect(await verifier.verify(await signed('old'))).toMatchObject({ userId: 1001 });
    expect(server.reads).toBe(2);
  });

  it('a key that was withdrawn stops working within the documented time, also for a token that was verified before', async () => {
    const known = await signed('old');
    await verifier.verify(known);
    server.publish(await jwk('next'));
    now += TIMES.maxAgeMs - 1;
    expect(await verifier.verify(known)).toMatchObject({ userId: 1001 });
    now += 1;
    await expect(verifier.verify(await signed('old'))).rejects.toMatchObject(refused);
    now += BELIEVED_MS;
    await expect(verifier.verify(known)).rejects.toMatchObject(refused);
    expect(verifier.findKnown(known)).toBeUndefined();
  });

  it.each(['error', 'hang up', 'nonsense', 'flood', 'redirect'] as const)(
    'known keys go on for a bounded time while the identity provider answers with %s',
    async (fault) => {
      await verifier.verify(await signed('old'));
      server.misbehave(fault);
      now += TIMES.maxAgeMs + TIMES.outageMs - 1;
      expect(await verifier.verify(await signed('old'))).toMatchObject({ userId: 1001 });
      now += 1;
      await expect(verifier.verify(await signed('old'))).rejects.toMatchObject(refused);
      expect(told.length).toBeGreaterThan(0);
      server.misbehave(undefined);
      now += COOLDOWN_MS;
      expect(await verifier.verify(await signed('old'))).toMatchObject({ userId: 1001 });
    },
  );

  it('tokens with invented key ids make nobody ask the identity provider each time', async () => {
    await verifier.verify(await signed('old'));
    now += COOLDOWN_MS;
    const invented = await Promise.all(Array.from({ length: 50 }, (_, place) => token(`invented-${place}`, pairs.old.privateKey)));
    for (const one of invented) await expect(verifier.verify(one)).rejects.toMatchObject(refused);
    expect(server.reads).toBe(2);
  });

  it('callers who come together share one look', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => signed('old')));
    await Promise.all(tokens.map((one) => verifier.verify(one)));
    expect(server.reads).toBe(1);
  });
});

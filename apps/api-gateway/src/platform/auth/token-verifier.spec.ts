import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { authConfig, signingKey, verificationKey } from '../../../test-support/tokens';
import type { AuthConfig } from './auth.config';
import { TokenVerifier } from './token-verifier';

const CLAIMS = { sub: '1001', name: 'maker.one', orgs: { '0': ['CanMakeRequest'] }, iss: 'countersign-development', aud: 'countersign' };
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const sign = (claims: object, key: Parameters<SignJWT['sign']>[0] = signingKey, header: object = {}) =>
  new SignJWT({ ...CLAIMS, iat: inSeconds(0), exp: inSeconds(60), ...claims }).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(key);

const verify = (token: string | undefined, config: AuthConfig = authConfig) => new TokenVerifier(config).verify(token);
const refused = { problems: [{ kind: 'not-authenticated', message: 'The access token is missing, expired or not valid here.' }] };

describe('TokenVerifier', () => {
  it('tells who a valid token is about', async () => {
    expect(await verify(await sign({}))).toMatchObject({
      userId: 1001,
      name: 'maker.one',
      orgs: new Map([[0, [{ name: 'CanMakeRequest' }]]]),
    });
  });

  it.each([
    ['no token', async () => undefined],
    ['an empty token', async () => ''],
    ['what is no token', async () => 'not.a.token'],
    ['an unsigned token', async () => new UnsecuredJWT({ ...CLAIMS, iat: inSeconds(0), exp: inSeconds(60) }).encode()],
    ['another issuer', () => sign({ iss: 'elsewhere' })],
    ['another audience', () => sign({ aud: 'elsewhere' })],
    ['no audience', () => sign({ aud: undefined })],
    ['a token that has expired', () => sign({ exp: inSeconds(-31) })],
    ['a token that never expires', () => sign({ exp: undefined })],
    ['a token that does not say when it was issued', () => sign({ iat: undefined })],
    ['a token that lives longer than it may', () => sign({ exp: inSeconds(86_402) })],
    ['a token that does not hold yet', () => sign({ nbf: inSeconds(60) })],
    ['another key', () => sign({}, generateKeyPairSync('ed25519').privateKey)],
    ['a user id that is no whole number', () => sign({ sub: 'maker' })],
    ['no user id', () => sign({ sub: undefined })],
    ['no orgs', () => sign({ orgs: undefined })],
    ['a token of more than 12 kB', () => sign({ padding: 'x'.repeat(13_000) })],
  ])('refuses %s, always in the same words', async (_case, token) => {
    await expect(verify(await token())).rejects.toMatchObject(refused);
  });

  it.each([
    ['nothing-presented', async () => undefined],
    ['malformed-token', async () => 'no token'],
    ['expired-token', () => sign({ exp: inSeconds(-31) })],
    ['foreign-token', () => sign({ iss: 'elsewhere' })],
    ['foreign-token', () => sign({ sub: undefined })],
  ])('tells operators apart: %s', async (reason, token) => {
    await expect(verify(await token())).rejects.toMatchObject({ reason });
  });

  it('refuses a token that was signed with the public key as a shared secret', async () => {
    const publicPem = Buffer.from(verificationKey.export({ type: 'spki', format: 'pem' }));
    const forged = await sign({}, publicPem, { alg: 'HS256' });
    await expect(verify(forged)).rejects.toMatchObject(refused);
    await expect(verify(forged, { ...authConfig, algorithms: ['EdDSA', 'RS256', 'ES256'] })).rejects.toMatchObject(refused);
  });

  it('refuses an algorithm that is not on its list, though the key would fit', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const config: AuthConfig = { ...authConfig, key: { kind: 'public-key', key: publicKey }, algorithms: ['RS256'] };
    expect(await verify(await sign({}, privateKey, { alg: 'RS256' }), config)).toMatchObject({ userId: 1001 });
    await expect(verify(await sign({}, privateKey, { alg: 'PS256' }), config)).rejects.toMatchObject(refused);
  });

  it('forgives a clock that differs by no more than the leeway', async () => {
    expect(await verify(await sign({ exp: inSeconds(-20) }))).toMatchObject({ userId: 1001 });
  });

  it('verifies a token once, and again when it has expired', async () => {
    let now = Date.now();
    const verifier = new TokenVerifier(authConfig, undefined, () => now);
    const token = await sign({ exp: inSeconds(60) });
    const first = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(first);
    now += 100_000;
    await expect(verifier.verify(token)).rejects.toMatchObject(refused);
  });

  it('tells operators when the keys cannot be had, and callers nothing', async () => {
    const told: unknown[] = [];
    const key = { kind: 'jwks', url: 'http://127.0.0.1:1/keys', times: { maxAgeMs: 1_000, outageMs: 1_000 } } as const;
    const verifier = new TokenVerifier({ ...authConfig, key }, (error) => told.push(error));
    await expect(verifier.verify(await sign({}))).rejects.toMatchObject({ ...refused, reason: 'keys-unavailable' });
    expect(told).toHaveLength(1);
  });

  it('tells how old a token certainly is not, whatever the clock of its issuer', async () => {
    const iat = inSeconds(-100);
    expect((await verify(await sign({ iat }))).issuedAt).toEqual(new Date((iat - authConfig.leewaySeconds) * 1_000));
  });

  it('takes only access tokens by RFC 9068 where that is asked for', async () => {
    const strict: AuthConfig = { ...authConfig, tokenType: 'at+jwt' };
    expect(await verify(await sign({}, signingKey, { typ: 'at+jwt' }), strict)).toMatchObject({ userId: 1001 });
    for (const header of [{}, { typ: 'JWT' }])
      await expect(verify(await sign({}, signingKey, header), strict)).rejects.toMatchObject(refused);
  });
});

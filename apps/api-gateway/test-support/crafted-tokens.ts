import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';

const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const attacker = generateKeyPairSync('ed25519');

/** The keys that the identity provider of these tokens publishes. */
export async function publishedKeys(): Promise<JWK[]> {
  const jwk = async (key: KeyObject, kid: string) => ({ ...(await exportJWK(key)), kid, use: 'sig' });
  return [await jwk(ed.publicKey, 'ed'), await jwk(rsa.publicKey, 'rsa'), await jwk(ec.publicKey, 'ec')];
}

type Sign = (signed: string) => Buffer;
const byEd: Sign = (signed) => sign(null, Buffer.from(signed), ed.privateKey);
const byAttacker: Sign = (signed) => sign(null, Buffer.from(signed), attacker.privateKey);
const byRsa =
  (hash: string, padding?: number): Sign =>
  (signed) =>
    sign(hash, Buffer.from(signed), { key: rsa.privateKey, ...(padding !== undefined && { padding }) });
const bySecret =
  (secret: string): Sign =>
  (signed) =>
    createHmac('sha256', secret).update(signed).digest();
const byNobody: Sign = () => Buffer.alloc(0);
const PSS = 6;

const HEADER = { alg: 'EdDSA', kid: 'ed' };
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const claims = () => ({
  iss: 'countersign-development',
  aud: 'countersign',
  sub: '1001',
  name: 'maker.one',
  orgs: { '0': ['CanMakeRequest'] },
  iat: inSeconds(-5),
  exp: inSeconds(120),
});
const text = (value: unknown) => (typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
const part = (value: unknown) => Buffer.from(text(value)).toString('base64url');

function raw(header: unknown, payload: unknown, by: Sign = byEd): string {
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${by(signed).toString('base64url')}`;
}
const withHeader = (header: object, by?: Sign) => raw({ ...HEADER, ...header }, claims(), by);
const withClaims = (more: object) => raw(HEADER, { ...claims(), ...more });
/** JSON.stringify leaves out what is undefined. */
const without = (claim: string) => withClaims({ [claim]: undefined });

/** What the identity provider signs: each must be let in, or the refusals below prove nothing. */
export const soundTokens = (): readonly (readonly [string, string])[] => [
  ['no typ', withHeader({})],
  ['typ JWT', withHeader({ typ: 'JWT' })],
  ['typ at+jwt', withHeader({ typ: 'at+jwt' })],
  ['typ application/at+jwt', withHeader({ typ: 'application/AT+JWT' })],
  ['RS256', withHeader({ alg: 'RS256', kid: 'rsa' }, byRsa('sha256'))],
  ['several audiences', withClaims({ aud: ['elsewhere', 'countersign'] })],
  ['a token that expired within the leeway', withClaims({ exp: inSeconds(-20) })],
  ['headers that point to keys, which nobody follows', withHeader({ jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/' })],
  ['a token for a whole day', withClaims({ iat: inSeconds(-5), exp: inSeconds(86_395) })],
  ['a user that is a number', withClaims({ sub: 1001 })],
  ['token_use access', withClaims({ token_use: 'access', typ: 'Bearer' })],
];

const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const attackerJwk = attacker.publicKey.export({ format: 'jwk' });

/** Tokens that somebody crafted (RFC 8725 section 2), and tokens that were signed for something else. */
export const craftedTokens = (): readonly (readonly [string, string])[] => [
  // Algorithms.
  ['alg none', withHeader({ alg: 'none' }, byNobody)],
  ['alg none with a signature', withHeader({ alg: 'none' })],
  ['alg NoNe', withHeader({ alg: 'NoNe' })],
  ['no alg', withHeader({ alg: undefined })],
  ['an alg that is a list', withHeader({ alg: ['EdDSA'] })],
  ['HS256 by the public key in PEM', withHeader({ alg: 'HS256', kid: 'rsa' }, bySecret(publicPem))],
  ['HS256 by the public key as JWK', withHeader({ alg: 'HS256' }, bySecret(JSON.stringify(ed.publicKey.export({ format: 'jwk' }))))],
  ['HS256 by a weak secret', withHeader({ alg: 'HS256' }, bySecret('secret'))],
  ['HS256 by an empty secret', withHeader({ alg: 'HS256', kid: undefined }, bySecret(''))],
  ['an algorithm that fits another key', withHeader({ alg: 'RS256', kid: 'ed' }, byRsa('sha256'))],
  ['another algorithm than it was signed by', withHeader({ alg: 'ES256', kid: 'ec' })],
  ['PS256, which is not on the list', withHeader({ alg: 'PS256', kid: 'rsa' }, byRsa('sha256', PSS))],
  ['RS512, which is not on the list', withHeader({ alg: 'RS512', kid: 'rsa' }, byRsa('sha512'))],
  // Keys.
  ['a stranger’s key under a known id', withHeader({}, byAttacker)],
  ['a key of its own in jwk', withHeader({ jwk: attackerJwk, kid: undefined }, byAttacker)],
  ['a key of its own in jwk, under a known id', withHeader({ jwk: attackerJwk }, byAttacker)],
  ['a key set of its own in jku', withHeader({ jku: 'https://attacker.example/keys', kid: 'own' }, byAttacker)],
  ['a certificate of its own in x5u', withHeader({ x5u: 'https://attacker.example/cert', kid: 'own' }, byAttacker)],
  ['a certificate of its own in x5c', withHeader({ x5c: [part('certificate')] }, byAttacker)],
  ['an unknown kid', withHeader({ kid: 'ed2' })],
  ['a kid that is a path', withHeader({ alg: 'HS256', kid: '../../../../dev/null' }, bySecret(''))],
  ['a kid that is SQL', withHeader({ kid: "x' union select 'secret' --" }, bySecret('secret'))],
  ['a kid that is a command', withHeader({ kid: 'ed|/bin/sh' })],
  ['a kid that is a number', withHeader({ kid: 1 })],
  ['a kid that is a list', withHeader({ kid: ['ed'] })],
  // Headers that change what is signed.
  ['an unknown critical header', withHeader({ crit: ['exp'], exp: 1 })],
  ['critical headers that name none', withHeader({ crit: [] })],
  ['a payload that is not encoded', withHeader({ crit: ['b64'], b64: false })],
  ['another token inside', raw({ ...HEADER, cty: 'JWT' }, withClaims({}))],
  ['cty with claims', withHeader({ cty: 'JWT' })],
  ['a header that is a list', raw([HEADER], claims())],
  ['a header that is no JSON', raw('{alg:EdDSA}', claims())],
  ['alg twice', raw('{"alg":"none","alg":"EdDSA","kid":"ed"}', claims())],
  // Issuer, audience, time.
  ['another issuer', withClaims({ iss: 'https://attacker.example' })],
  ['issuers in a list', withClaims({ iss: ['countersign-development'] })],
  ['no issuer', without('iss')],
  ['another audience', withClaims({ aud: 'countersign-reports' })],
  ['no audience', without('aud')],
  ['an empty list of audiences', withClaims({ aud: [] })],
  ['a token that has expired', withClaims({ exp: inSeconds(-31) })],
  ['a token that never expires', without('exp')],
  ['an expiry that is text', withClaims({ exp: String(inSeconds(120)) })],
  ['an expiry that is null', withClaims({ exp: null })],
  ['a token that does not hold yet', withClaims({ nbf: inSeconds(60) })],
  ['a beginning that is text', withClaims({ nbf: 'now' })],
  ['a token issued in the future', withClaims({ iat: inSeconds(3_600) })],
  ['a token that lives longer than a day', withClaims({ iat: inSeconds(-5), exp: inSeconds(86_396) })],
  ['a token that lives for years', withClaims({ exp: inSeconds(10 * 365 * 86_400) })],
  ['a token that does not say when it was issued', without('iat')],
  // Signed for something else.
  ['an ID token, by its nonce', withClaims({ nonce: 'n-0S6_WzA2Mj' })],
  ['an ID token, by its at_hash', withClaims({ at_hash: '77QmUPtjPfzWtF2AnpK9RQ' })],
  ['an ID token, by its c_hash', withClaims({ c_hash: 'LDktKdoQak3Pk0cnXxCltA' })],
  ['an ID token, by its use', withClaims({ token_use: 'id' })],
  ['a refresh token, by its use', withClaims({ typ: 'Refresh' })],
  ['a logout token', withHeader({ typ: 'logout+jwt' })],
  ['a security event', withClaims({ events: {} })],
  ['a proof of possession', withHeader({ typ: 'dpop+jwt' })],
  ['a token bound to a key', withClaims({ cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } })],
  ['a typ that is a list', withHeader({ typ: ['JWT'] })],
  // Claims.
  ['sub twice', raw(HEADER, JSON.stringify(claims()).replace('{', '{"sub":"2001",'))],
  ['claims that reach for prototypes', raw(HEADER, JSON.stringify(claims()).replace('{', '{"__proto__":{"sub":"1"},'))],
  ['claims that are a list', raw(HEADER, [claims()])],
  ['claims that are text', raw(HEADER, '"claims"')],
  [
    'claims that are no UTF-8',
    raw(HEADER, Buffer.concat([Buffer.from(JSON.stringify(claims()).slice(0, -2)), Buffer.from([0xff, 0x22, 0x7d])])),
  ],
  ...['1001.0', '1.001e3', '1001e0', '10010E-1', '-0', '0.0', '1001.5'].map(
    (sub) => [`a user spelled ${sub}`, raw(HEADER, JSON.stringify(claims()).replace('"1001"', sub))] as const,
  ),
  ['a user spelled with a zero before it', withClaims({ sub: '01001' })],
  ['an org spelled with a zero before it', withClaims({ orgs: { '00': ['CanMakeRequest'] } })],
  ['an expiry with an exponent', raw(HEADER, JSON.stringify(claims()).replace(/"exp":\d+/, `"exp":${inSeconds(120) / 1000}e3`))],
  ['an expiry with a point', raw(HEADER, JSON.stringify(claims()).replace(/"exp":(\d+)/, '"exp":$1.0'))],
  ['no user', without('sub')],
  ['a user that is SQL', withClaims({ sub: '1001 or 1=1' })],
  ['a user below zero', withClaims({ sub: -1 })],
  ['a user id of an API client', withClaims({ sub: 1_000_000_000_000_001 })],
  ['no orgs', without('orgs')],
  ['every org', withClaims({ orgs: { '*': ['CanCheckRequest'] } })],
  // Spelling.
  ['a token of more than 12 kB', withClaims({ padding: 'x'.repeat(10_000) })],
  ['an encrypted token', `${part({ alg: 'dir', enc: 'A256GCM' })}..${part('iv')}.${part('text')}.${part('tag')}`],
  ['a token in the JSON form', JSON.stringify({ payload: part(claims()), protected: part(HEADER), signature: part('x') })],
  ['padding', `${withClaims({})}==`],
  ['a signature with something after it', `${withClaims({})}.AAAA`],
  ['a signature cut short', withClaims({}).slice(0, -4)],
  [
    'a signature with another beginning',
    withClaims({}).replace(/\.([^.])([^.]*)$/, (_all, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
  ],
  ['no signature', withClaims({}).replace(/[^.]+$/, '')],
  ['claims exchanged after signing', withClaims({}).replace(/\.[^.]+\./, `.${part({ ...claims(), sub: '2001' })}.`)],
  ['two tokens', `${withClaims({})},${withClaims({})}`],
];

import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { commaList, text, url, wholeNumber } from '@countersign/config';
import { z } from 'zod';

export const AUTH_MODES = ['development', 'jwks', 'public-key'] as const;
export type AuthMode = (typeof AUTH_MODES)[number];

/** Asymmetric only: with a shared secret whoever verifies could also sign, and `none` proves nothing. */
export const SIGNATURE_ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** Where the local stack keeps the keys of the development issuer, whose private half whoever has the folder can sign with. */
const DEVELOPMENT_FOLDER = '.countersign';
const LEAST_RSA_BITS = 2_048;
const PEM_FILE = `expected the path of a readable file that holds a public key in PEM, RSA from ${LEAST_RSA_BITS} bits`;
const PEM_TEXT = `expected a public key in PEM, RSA from ${LEAST_RSA_BITS} bits`;

/** The settings of token verification, as they stand in the environment. */
export const authSettings = {
  AUTH_MODE: z
    .enum(AUTH_MODES)
    .default('development')
    .describe(
      'Where the key comes from that access tokens are verified with: development (a local key file; never in production), jwks or public-key.',
    ),
  AUTH_DEVELOPMENT_KEY_FILE: publicKeyFile()
    .optional()
    .describe('Mode development: path of the Ed25519 public key (PEM) whose private half signs development tokens.'),
  AUTH_JWKS_URL: url(['https', 'http']).optional().describe('Mode jwks: where the identity provider publishes its keys.'),
  AUTH_JWKS_MAX_AGE_SECONDS: wholeNumber({ min: 10, max: 3_600, unit: 'seconds' })
    .default(300)
    .describe('Mode jwks: after how long the keys are read again; a key that was withdrawn is used up to a minute longer.'),
  AUTH_JWKS_OUTAGE_SECONDS: wholeNumber({ max: 86_400, unit: 'seconds' })
    .default(3_600)
    .describe('Mode jwks: for how much longer known keys are used while the identity provider cannot be reached.'),
  AUTH_PUBLIC_KEY: z
    .string({ error: PEM_TEXT })
    .transform((pem, context) => publicKeyOf(pem.replaceAll('\\n', '\n'), context, PEM_TEXT))
    .optional()
    .describe('Mode public-key: the public key itself (PEM; \\n for line breaks). Either this or AUTH_PUBLIC_KEY_FILE.'),
  AUTH_PUBLIC_KEY_FILE: publicKeyFile().optional().describe('Mode public-key: path of the public key (PEM).'),
  AUTH_ALGORITHMS: commaList()
    .pipe(z.array(z.enum(SIGNATURE_ALGORITHMS)).min(1))
    .optional()
    .describe('Accepted signature algorithms. Default: EdDSA in mode development, else RS256,ES256,EdDSA.'),
  AUTH_ISSUER: text().optional().describe('Required `iss` of every token. Mode development has its own: countersign-development.'),
  AUTH_AUDIENCE: text().default('countersign').describe('Required `aud` of every token.'),
  AUTH_LEEWAY_SECONDS: wholeNumber({ max: 60, unit: 'seconds' })
    .default(30)
    .describe('How far the clock of the identity provider may differ.'),
  AUTH_MAX_TOKEN_LIFETIME_SECONDS: wholeNumber({ min: 60, max: 31_536_000, unit: 'seconds' })
    .default(86_400)
    .describe('The longest time from `iat` to `exp` that a token may have; one that lives longer, or says no `iat`, is refused.'),
  AUTH_TOKEN_TYPE: z
    .enum(['jwt', 'at+jwt'])
    .default('jwt')
    .describe('Accepted `typ` of tokens: jwt takes at+jwt, JWT or none; at+jwt takes only access tokens by RFC 9068.'),
  AUTH_CLAIM_USER_ID: text().default('sub').describe('Claim that holds the user id, a whole number.'),
  AUTH_CLAIM_NAME: text().default('name').describe('Claim that holds the name shown to others.'),
  AUTH_CLAIM_ORGS: text().default('orgs').describe('Claim that holds the grants by org: {"0": ["CanMakeRequest"]}.'),
};

function publicKeyFile() {
  return z.string({ error: PEM_FILE }).transform((path, context) => ({
    key: publicKeyOf(readText(path.trim()), context, PEM_FILE),
    isDevelopment: resolve(path.trim()).split(sep).includes(DEVELOPMENT_FOLDER),
  }));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Refuses a private key too: it has no business in a process that only verifies. */
function publicKeyOf(pem: string, context: z.core.$RefinementCtx, expected: string): KeyObject {
  try {
    const key = pem.includes('PRIVATE KEY') ? undefined : createPublicKey(pem);
    if (key && (key.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS) >= LEAST_RSA_BITS) return key;
  } catch {
    // Told below, in words that do not quote the key.
  }
  context.addIssue(expected);
  return z.NEVER;
}

import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { authSettings } from './auth.settings';
import type { KeyTimes } from './published-keys';
import type { AcceptedType } from './token-form';

export const DEVELOPMENT_ISSUER = 'countersign-development';

export type VerificationKey =
  { readonly kind: 'public-key'; readonly key: KeyObject } | { readonly kind: 'jwks'; readonly url: string; readonly times: KeyTimes };

/** How access tokens are verified. */
export interface AuthConfig {
  readonly key: VerificationKey;
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly leewaySeconds: number;
  /** From `iat` to `exp`. */
  readonly maxLifetimeSeconds: number;
  readonly tokenType: AcceptedType;
  readonly claims: { readonly userId: string; readonly name: string; readonly orgs: string };
}

type Settings = z.output<z.ZodObject<typeof authSettings>>;
/** Reports a setting that the chosen mode needs or forbids. */
type Complain = (name: string, expected: string) => void;

/** The settings of the chosen mode; undefined after a complaint. */
export function authConfigOf(settings: Settings, isProduction: boolean, complain: Complain): AuthConfig | undefined {
  const key = verificationKey(settings, isProduction, complain);
  const issuer = settings.AUTH_MODE === 'development' ? DEVELOPMENT_ISSUER : settings.AUTH_ISSUER;
  if (issuer === undefined) complain('AUTH_ISSUER', `expected the issuer of the tokens, for AUTH_MODE=${settings.AUTH_MODE}`);
  if (isProduction && settings.AUTH_ISSUER === DEVELOPMENT_ISSUER) complain('AUTH_ISSUER', 'expected the issuer of your own tokens');
  if (!key || issuer === undefined) return undefined;
  return {
    key,
    algorithms: settings.AUTH_ALGORITHMS ?? (settings.AUTH_MODE === 'development' ? ['EdDSA'] : ['RS256', 'ES256', 'EdDSA']),
    issuer,
    audience: settings.AUTH_AUDIENCE,
    leewaySeconds: settings.AUTH_LEEWAY_SECONDS,
    maxLifetimeSeconds: settings.AUTH_MAX_TOKEN_LIFETIME_SECONDS,
    tokenType: settings.AUTH_TOKEN_TYPE,
    claims: { userId: settings.AUTH_CLAIM_USER_ID, name: settings.AUTH_CLAIM_NAME, orgs: settings.AUTH_CLAIM_ORGS },
  };
}

function verificationKey(settings: Settings, isProduction: boolean, complain: Complain): VerificationKey | undefined {
  switch (settings.AUTH_MODE) {
    case 'development':
      if (isProduction) complain('AUTH_MODE', 'expected jwks or public-key where NODE_ENV is production');
      return isProduction ? undefined : publicKey(settings.AUTH_DEVELOPMENT_KEY_FILE?.key, 'AUTH_DEVELOPMENT_KEY_FILE', complain);
    case 'public-key':
      if (isProduction && settings.AUTH_PUBLIC_KEY_FILE?.isDevelopment)
        complain('AUTH_PUBLIC_KEY_FILE', 'expected another key than the one that signs development tokens');
      return publicKey(settings.AUTH_PUBLIC_KEY ?? settings.AUTH_PUBLIC_KEY_FILE?.key, 'AUTH_PUBLIC_KEY', complain);
    case 'jwks':
      return jwks(settings, isProduction, complain);
  }
}

function publicKey(key: KeyObject | undefined, name: string, complain: Complain): VerificationKey | undefined {
  if (key) return { kind: 'public-key', key };
  complain(name, 'expected a public key in PEM, for the chosen AUTH_MODE');
  return undefined;
}

function jwks(settings: Settings, isProduction: boolean, complain: Complain): VerificationKey | undefined {
  const url = settings.AUTH_JWKS_URL;
  const times = { maxAgeMs: settings.AUTH_JWKS_MAX_AGE_SECONDS * 1_000, outageMs: settings.AUTH_JWKS_OUTAGE_SECONDS * 1_000 };
  if (url !== undefined && (!isProduction || url.startsWith('https://'))) return { kind: 'jwks', url, times };
  complain('AUTH_JWKS_URL', 'expected a URL that begins with https://, for AUTH_MODE=jwks');
  return undefined;
}

import type { KeyObject } from 'node:crypto';
import type { Complain } from '@countersign/config';
import type { z } from 'zod';
import type { authSettings } from './auth.settings';
import { algorithmsOf } from './fitting-algorithms';
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

/** The settings of the chosen mode; undefined after a complaint. */
export function authConfigOf(settings: Settings, isProduction: boolean, complain: Complain): AuthConfig | undefined {
  const key = verificationKey(settings, isProduction, complain);
  const issuer = settings.AUTH_MODE === 'development' ? DEVELOPMENT_ISSUER : settings.AUTH_ISSUER;
  if (issuer === undefined)
    complain('AUTH_ISSUER', `expected the issuer of the tokens, for AUTH_MODE=${settings.AUTH_MODE}`, ['AUTH_MODE']);
  if (isProduction && settings.AUTH_ISSUER === DEVELOPMENT_ISSUER) complain('AUTH_ISSUER', 'expected the issuer of your own tokens');
  if (!key || issuer === undefined) return undefined;
  const algorithms = settings.AUTH_ALGORITHMS ?? (settings.AUTH_MODE === 'development' ? ['EdDSA'] : ['RS256', 'ES256', 'EdDSA']);
  if (key.kind === 'public-key') requireFit(key.key, algorithms, settings, complain);
  return {
    key,
    algorithms,
    issuer,
    audience: settings.AUTH_AUDIENCE,
    leewaySeconds: settings.AUTH_LEEWAY_SECONDS,
    maxLifetimeSeconds: settings.AUTH_MAX_TOKEN_LIFETIME_SECONDS,
    tokenType: settings.AUTH_TOKEN_TYPE,
    claims: { userId: settings.AUTH_CLAIM_USER_ID, name: settings.AUTH_CLAIM_NAME, orgs: settings.AUTH_CLAIM_ORGS },
  };
}

/** Such a gateway would start, say that it is ready, and refuse every token. */
function requireFit(key: KeyObject, algorithms: readonly string[], settings: Settings, complain: Complain): void {
  const possible: readonly string[] = algorithmsOf(key);
  if (algorithms.some((algorithm) => possible.includes(algorithm))) return;
  const holder = keySetting(settings);
  const wanted = possible.length === 0 ? 'no accepted algorithm at all: another key is needed' : possible.join(', ');
  complain('AUTH_ALGORITHMS', `expected an algorithm that the key in ${holder} can verify: ${wanted}`, [holder, 'AUTH_MODE']);
}

function keySetting({ AUTH_MODE, AUTH_PUBLIC_KEY }: Settings): string {
  if (AUTH_MODE === 'development') return 'AUTH_DEVELOPMENT_KEY_FILE';
  return AUTH_PUBLIC_KEY ? 'AUTH_PUBLIC_KEY' : 'AUTH_PUBLIC_KEY_FILE';
}

function verificationKey(settings: Settings, isProduction: boolean, complain: Complain): VerificationKey | undefined {
  switch (settings.AUTH_MODE) {
    case 'development':
      if (isProduction) complain('AUTH_MODE', 'expected jwks or public-key where NODE_ENV is production', ['NODE_ENV']);
      return isProduction ? undefined : publicKey(settings.AUTH_DEVELOPMENT_KEY_FILE?.key, 'AUTH_DEVELOPMENT_KEY_FILE', complain);
    case 'public-key':
      if (isProduction && settings.AUTH_PUBLIC_KEY_FILE?.isDevelopment)
        complain('AUTH_PUBLIC_KEY_FILE', 'expected another key than the one that signs development tokens');
      if (settings.AUTH_PUBLIC_KEY && settings.AUTH_PUBLIC_KEY_FILE)
        complain('AUTH_PUBLIC_KEY_FILE', 'expected nothing beside AUTH_PUBLIC_KEY: only one of the two keys would count', [
          'AUTH_PUBLIC_KEY',
        ]);
      return publicKey(settings.AUTH_PUBLIC_KEY ?? settings.AUTH_PUBLIC_KEY_FILE?.key, 'AUTH_PUBLIC_KEY', complain);
    case 'jwks':
      return jwks(settings, isProduction, complain);
  }
}

function publicKey(key: KeyObject | undefined, name: string, complain: Complain): VerificationKey | undefined {
  if (key) return { kind: 'public-key', key };
  complain(name, 'expected a public key in PEM, for the chosen AUTH_MODE', ['AUTH_MODE', `${name}_FILE`]);
  return undefined;
}

function jwks(settings: Settings, isProduction: boolean, complain: Complain): VerificationKey | undefined {
  const url = settings.AUTH_JWKS_URL;
  const times = { maxAgeMs: settings.AUTH_JWKS_MAX_AGE_SECONDS * 1_000, outageMs: settings.AUTH_JWKS_OUTAGE_SECONDS * 1_000 };
  if (url !== undefined && (!isProduction || url.startsWith('https://'))) return { kind: 'jwks', url, times };
  complain('AUTH_JWKS_URL', 'expected a URL that begins with https://, for AUTH_MODE=jwks', ['AUTH_MODE']);
  return undefined;
}

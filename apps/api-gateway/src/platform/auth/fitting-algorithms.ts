import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from './auth.settings';

/** RFC 7518 asks for so many; shorter keys are refused when a token comes. */
const LEAST_RSA_BITS = 2_048;
const PSS: readonly SignatureAlgorithm[] = ['PS256', 'PS384', 'PS512'];
const BY_CURVE: Readonly<Record<string, readonly SignatureAlgorithm[]>> = {
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
};

/** The algorithms by which signatures can be verified with this key; none of a key that is for something else. */
export function algorithmsOf(key: KeyObject): readonly SignatureAlgorithm[] {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return ['EdDSA', 'Ed25519'];
    case 'ec':
      return BY_CURVE[namedCurve] ?? [];
    case 'rsa':
      return modulusLength < LEAST_RSA_BITS ? [] : ['RS256', 'RS384', 'RS512', ...PSS];
    default:
      return [];
  }
}

/** A published key, with what its publisher says that it is for (RFC 7517). */
export type PublishedKey = JsonWebKey & { readonly use?: string; readonly alg?: string; readonly key_ops?: readonly string[] };

/** The same for a key that an identity provider publishes. */
export function algorithmsOfPublished(jwk: PublishedKey): readonly string[] {
  if (jwk.use === 'enc' || (jwk.key_ops && !jwk.key_ops.includes('verify'))) return [];
  return keyAlgorithms(jwk).filter((algorithm) => jwk.alg === undefined || jwk.alg === algorithm);
}

function keyAlgorithms(jwk: JsonWebKey): readonly SignatureAlgorithm[] {
  try {
    return algorithmsOf(createPublicKey({ key: jwk, format: 'jwk' }));
  } catch {
    return [];
  }
}

import { SignJWT } from 'jose';
import type { Grant } from './grants';
import type { IssuerKeys } from './key-pair';

export const DEVELOPMENT_ISSUER = 'countersign-development';
export const AUDIENCE = 'countersign';
export const DEFAULT_TTL = '12h';

/** Whom a token is about, and what it allows. */
export interface TokenSubject {
  /** A whole number. */
  readonly userId: number;
  readonly name: string;
  readonly orgId: number;
  /** Further orgs, with the same grants. */
  readonly alsoIn?: readonly number[];
  readonly grants: readonly Grant[];
}

/**
 * An access token that a gateway with `AUTH_MODE=development` accepts.
 *
 * @param ttl how long it is valid, such as `30m` or `12h`
 */
export async function issueToken(keys: IssuerKeys, subject: TokenSubject, ttl: string = DEFAULT_TTL): Promise<string> {
  const orgIds = [subject.orgId, ...(subject.alsoIn ?? [])];
  return new SignJWT({ name: subject.name, orgs: Object.fromEntries(orgIds.map((orgId) => [orgId, subject.grants])) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(String(subject.userId))
    .setIssuedAt()
    .setExpirationTime(ttl)
    .sign(keys.privateKey);
}

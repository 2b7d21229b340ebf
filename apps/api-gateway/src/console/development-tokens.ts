import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { AuthConfig } from '../platform/auth/auth.config';
import type { SignInBody } from './sign-in-body';

const LIFETIME_MS = 12 * 3_600_000;

export interface DevelopmentToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs, for development, what an identity provider signs elsewhere: a token for whoever somebody says to be. */
export class DevelopmentTokens {
  constructor(
    private readonly signingKey: KeyObject,
    private readonly auth: Pick<AuthConfig, 'issuer' | 'audience' | 'claims'>,
  ) {}

  async issue({ userId, name, orgId, grants }: SignInBody): Promise<DevelopmentToken> {
    const { claims, issuer, audience } = this.auth;
    const now = Math.floor(Date.now() / 1_000);
    const expiresAt = new Date(now * 1_000 + LIFETIME_MS);
    const token = await new SignJWT({ [claims.userId]: String(userId), [claims.name]: name, [claims.orgs]: { [orgId]: grants } })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(expiresAt)
      .sign(this.signingKey);
    return { token, expiresAt };
  }
}

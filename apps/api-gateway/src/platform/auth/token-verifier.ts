import type { Actor } from '@countersign/engine';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { AuthConfig } from './auth.config';
import { ExpiringCache, hashOf } from './expiring-cache';
import { KeysUnavailableError, PublishedKeys } from './published-keys';
import { SignInRefused, type SignInProblem } from './sign-in-refused';
import { actorOf, UnusableClaimsError } from './token-claims';
import { ForeignTokenError, isPossibleToken, requireAccessToken, requireUnambiguous } from './token-form';

const CACHED_TOKENS = 10_000;
/** How long a verified token is believed without a look at its key: a withdrawn key may still be used for so much longer. */
export const BELIEVED_MS = 60_000;

/** Verifies access tokens by a pinned list of algorithms, issuer, audience, expiry and purpose (RFC 8725). */
export class TokenVerifier {
  private readonly cache = new ExpiringCache<Actor>(CACHED_TOKENS);
  private readonly key: JWTVerifyGetKey;
  private readonly publishedKeys?: PublishedKeys;

  /**
   * @param onKeysUnavailable told when the identity provider's keys cannot be had, which callers see as a bad token
   * @param onImpreciseGrant told when a token limits a grant by ids of any level
   */
  constructor(
    private readonly config: AuthConfig,
    private readonly onKeysUnavailable: (error: unknown) => void = () => undefined,
    private readonly now: () => number = Date.now,
    private readonly onImpreciseGrant: () => void = () => undefined,
  ) {
    const { key } = config;
    if (key.kind === 'jwks') {
      this.publishedKeys = new PublishedKeys(key.url, key.times, onKeysUnavailable, now);
      this.key = this.publishedKeys.find;
    } else {
      this.key = () => key.key;
    }
  }

  /** Why every token is refused, in words for operators; undefined when tokens can be verified. That a key of our own fits, the start made sure. */
  async problem(): Promise<string | undefined> {
    return this.publishedKeys?.problem(this.config.algorithms);
  }

  /** Whom a token is about that was verified before and has not expired. */
  findKnown(token: string | undefined): Actor | undefined {
    return isPossibleToken(token) ? this.cache.find(hashOf(token), this.now()) : undefined;
  }

  /** @throws SignInRefused */
  async verify(token: string | undefined): Promise<Actor> {
    if (token === undefined) throw new SignInRefused('nothing-presented');
    if (!isPossibleToken(token)) throw new SignInRefused('malformed-token');
    const key = hashOf(token);
    const known = this.cache.find(key, this.now());
    if (known) return known;
    const verified = await this.verifyOnce(token);
    this.cache.keep(key, verified);
    return verified.value;
  }

  private async verifyOnce(token: string): Promise<{ value: Actor; expiresAt: number }> {
    const now = this.now();
    try {
      requireUnambiguous(token);
      const { payload, protectedHeader } = await jwtVerify(token, this.key, {
        algorithms: [...this.config.algorithms],
        issuer: this.config.issuer,
        audience: this.config.audience,
        clockTolerance: this.config.leewaySeconds,
        currentDate: new Date(now),
        requiredClaims: ['iat', 'exp'],
      });
      requireAccessToken(protectedHeader, payload, this.config.tokenType);
      const issuedAt = this.issuedAt(payload, now);
      const tokenExpiresAt = new Date((payload.exp ?? 0) * 1_000);
      const actor = actorOf(payload, this.config.claims);
      if ([...actor.orgs.values()].flat().some(({ limitedTo }) => limitedTo?.ids)) this.onImpreciseGrant();
      return { value: { ...actor, issuedAt, tokenExpiresAt }, expiresAt: expiry(payload.exp, now) };
    } catch (error) {
      if (!isTokensFault(error) && !isTold(error)) this.onKeysUnavailable(error);
      throw new SignInRefused(problemOf(error));
    }
  }

  /** By the issuer's clock, which may be ahead of ours: the token is certainly not older than the moment that is told. */
  private issuedAt({ iat = 0, exp = Infinity }: JWTPayload, now: number): Date {
    const leewayMs = this.config.leewaySeconds * 1_000;
    if (iat * 1_000 > now + leewayMs) throw new ForeignTokenError('was issued in the future');
    if (exp - iat > this.config.maxLifetimeSeconds) throw new ForeignTokenError('lives longer than a token may');
    return new Date(Math.max(0, iat * 1_000 - leewayMs));
  }
}

function expiry(exp: number | undefined, now: number): number {
  return Math.min((exp ?? 0) * 1_000, now + BELIEVED_MS);
}

/** Everything else is the network's or the identity provider's. */
function isTokensFault(error: unknown): boolean {
  if (error instanceof UnusableClaimsError || error instanceof ForeignTokenError) return true;
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid);
}

/** Keys that cannot be had are told once a look, not once a token. */
function isTold(error: unknown): boolean {
  return error instanceof KeysUnavailableError;
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof errors.JWTExpired) return 'expired-token';
  return isTokensFault(error) ? 'foreign-token' : 'keys-unavailable';
}

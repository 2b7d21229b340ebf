import { type Actor, WorkflowError } from '@countersign/engine';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { ActorCache } from './actor-cache';
import type { AuthConfig, VerificationKey } from './auth.config';
import { actorOf, UnusableClaimsError } from './token-claims';

const CACHED_TOKENS = 10_000;
/** Characters; a token with the grants of hundreds of orgs stays below it, and Node refuses larger headers anyway. */
const LONGEST_TOKEN = 12_288;
const KEYS_TIMEOUT_MS = 3_000;

/** Verifies access tokens by a pinned list of algorithms, issuer, audience and expiry. */
export class TokenVerifier {
  private readonly cache = new ActorCache(CACHED_TOKENS);
  private readonly key: JWTVerifyGetKey;

  /** @param onKeysUnavailable told when the identity provider's keys cannot be had, which callers see as a bad token */
  constructor(
    private readonly config: AuthConfig,
    private readonly onKeysUnavailable: (error: unknown) => void = () => undefined,
    private readonly now: () => number = Date.now,
  ) {
    this.key = keySource(config.key);
  }

  /** Whom a token is about that was verified before and has not expired. */
  findKnown(token: string | undefined): Actor | undefined {
    return isPossible(token) ? this.cache.find(ActorCache.keyOf(token), this.now()) : undefined;
  }

  /** @throws WorkflowError `not-authenticated`, in the same words whatever is wrong */
  async verify(token: string | undefined): Promise<Actor> {
    if (!isPossible(token)) throw notAuthenticated();
    const key = ActorCache.keyOf(token);
    const known = this.cache.find(key, this.now());
    if (known) return known;
    const verified = await this.verifyOnce(token);
    this.cache.keep(key, verified);
    return verified.actor;
  }

  private async verifyOnce(token: string): Promise<{ actor: Actor; expiresAt: number }> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [...this.config.algorithms],
        issuer: this.config.issuer,
        audience: this.config.audience,
        clockTolerance: this.config.leewaySeconds,
        currentDate: new Date(this.now()),
        requiredClaims: ['exp'],
      });
      return { actor: actorOf(payload, this.config.claims), expiresAt: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      if (isTokensFault(error)) throw notAuthenticated();
      this.onKeysUnavailable(error);
      throw notAuthenticated();
    }
  }
}

function isPossible(token: string | undefined): token is string {
  return token !== undefined && token !== '' && token.length <= LONGEST_TOKEN;
}

function keySource(key: VerificationKey): JWTVerifyGetKey {
  if (key.kind === 'jwks') return createRemoteJWKSet(new URL(key.url), { timeoutDuration: KEYS_TIMEOUT_MS });
  return () => key.key;
}

/** Everything else is the network's or the identity provider's. */
function isTokensFault(error: unknown): boolean {
  if (error instanceof UnusableClaimsError || error instanceof errors.JWKSNoMatchingKey) return true;
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && !(error instanceof errors.JWKSInvalid);
}

function notAuthenticated(): WorkflowError {
  return WorkflowError.of('not-authenticated', 'The access token is missing, expired or not valid here.', 'X-CAP-UI-AUTH-TOKEN');
}

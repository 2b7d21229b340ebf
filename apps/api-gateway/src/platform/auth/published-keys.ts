import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import { algorithmsOfPublished } from './fitting-algorithms';

/** How long the identity provider's keys are good for. */
export interface KeyTimes {
  /** A key that is withdrawn is used no longer than this; then the keys are read again. */
  readonly maxAgeMs: number;
  /** For how much longer known keys are used while the identity provider cannot be reached. */
  readonly outageMs: number;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** Between two looks, so that tokens with invented key ids cannot make us flood the identity provider. */
export const COOLDOWN_MS = 5_000;
const READ_TIMEOUT_MS = 3_000;
const MOST_BYTES = 262_144;

/** The identity provider's keys cannot be had. Nobody's token is at fault. */
export class KeysUnavailableError extends Error {
  constructor(options?: ErrorOptions) {
    super('The keys of the identity provider cannot be read.', options);
    this.name = 'KeysUnavailableError';
  }
}

/**
 * Keys that an identity provider publishes (RFC 7517). A new key is found when the first token names it, a withdrawn one is forgotten
 * after `maxAgeMs`, and while the provider is away the known ones go on for `outageMs`. Where keys come from is the setting's word alone:
 * headers of a token that point to keys are not looked at.
 */
export class PublishedKeys {
  private choose: KeySet | undefined;
  private readAt = Number.NEGATIVE_INFINITY;
  private askedAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  /** @param onUnavailable told whenever the keys could not be read, also while older ones are still good */
  constructor(
    private readonly url: string,
    private readonly times: KeyTimes,
    private readonly onUnavailable: (error: unknown) => void,
    private readonly now: () => number,
  ) {}

  /** @throws KeysUnavailableError, or jose's errors for a token that no key fits */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.now() - this.readAt >= this.times.maxAgeMs) await this.readAgain();
    try {
      return await this.current()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await this.readAgain())) throw error;
      return this.current()(header, token);
    }
  };

  /** Why no token can be verified, in words for operators; undefined when one could. Reads the keys where that may help. */
  async problem(algorithms: readonly string[]): Promise<string | undefined> {
    if (this.lookedAt(algorithms) !== undefined) await this.readAgain();
    return this.lookedAt(algorithms);
  }

  private lookedAt(algorithms: readonly string[]): string | undefined {
    const possible = (this.usable()?.jwks().keys ?? []).flatMap(algorithmsOfPublished);
    if (possible.length === 0) return 'no signing keys: every token is refused; see AUTH_JWKS_URL';
    if (possible.some((algorithm) => algorithms.includes(algorithm))) return undefined;
    return 'no signing key is for one of AUTH_ALGORITHMS: every token is refused; see AUTH_JWKS_URL';
  }

  private current(): JWTVerifyGetKey {
    const keys = this.usable();
    if (keys) return keys;
    throw new KeysUnavailableError();
  }

  private usable(): KeySet | undefined {
    return this.now() - this.readAt < this.times.maxAgeMs + this.times.outageMs ? this.choose : undefined;
  }

  /** True after a look; false when the last one was just now. Callers who come together share it. */
  private async readAgain(): Promise<boolean> {
    if (!this.reading && this.now() - this.askedAt < COOLDOWN_MS) return false;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
    return true;
  }

  private async read(): Promise<void> {
    this.askedAt = this.now();
    try {
      this.choose = createLocalJWKSet(await readKeySet(this.url));
      this.readAt = this.askedAt;
    } catch (error) {
      this.onUnavailable(error);
    }
  }
}

async function readKeySet(url: string): Promise<JSONWebKeySet> {
  const { statusCode, body } = await request(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new KeysUnavailableError({ cause: `more than ${MOST_BYTES} bytes` });
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw new KeysUnavailableError({ cause: `status ${statusCode}` });
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as JSONWebKeySet;
}

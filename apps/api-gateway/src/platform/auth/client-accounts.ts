import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Actor, type ApiClient, type ApiClientStore, type KnownApiClient } from '@countersign/engine';
import type { RateLimits } from '../pressure/rate-limits';
import { type Credentials, newApiToken, orgOfKey, orgOfToken } from './client-key';
import { ExpiringCache, hashOf } from './expiring-cache';
import { NOBODYS_HASH, type SecretHasher } from './secret-hash';
import { SignInRefused } from './sign-in-refused';

/** How long what is stored of a client is believed: somebody may have disabled or suspended it, or rotated its secret, at another gateway. */
export const KNOWN_MS = 1_000;
/** How long a secret that was proven need not be proven again. Bound to the stored hash, so a rotation ends it. */
const PROVEN_MS = 600_000;
const TOKEN_TTL_SECONDS = 300;
const MOST_CLIENTS = 1_000;
const MOST_TOKENS = 10_000;
/** A secret of ours has 46 characters; nobody makes us hash a novel. */
const LONGEST_SECRET = 100;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
  readonly ttlSeconds: number;
}

/** Knows API clients by key and secret, and by the tokens that they got for them. Whatever is wrong is refused in the same words and time. */
export class ClientAccounts {
  private known = new ExpiringCache<KnownApiClient>(MOST_CLIENTS);
  private readonly proven = new ExpiringCache<true>(MOST_CLIENTS);
  private tokens = new ExpiringCache<Actor>(MOST_TOKENS);
  /** Of this process alone: what is remembered of secrets says nothing outside of it. */
  private readonly memory = randomBytes(32);

  constructor(
    private readonly clients: ApiClientStore,
    private readonly hasher: SecretHasher,
    private readonly limits: RateLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @param address where the call comes from: it gets only so many looks, and far fewer proofs
   * @throws SignInRefused, or WorkflowError `rate-limited` for an address that guesses
   */
  async bySecret(credentials: Credentials, address: string): Promise<Actor> {
    return actorOf((await this.prove(credentials, address)).client);
  }

  /** @throws SignInRefused */
  async byToken(token: string, address: string): Promise<Actor> {
    const key = hashOf(token);
    const known = this.tokens.find(key, this.now());
    if (known) return known;
    await this.limits.admitAddress(address);
    const { tokens } = this;
    const startedAt = this.now();
    const orgId = orgOfToken(token);
    const found = orgId === undefined ? undefined : await this.clients.findByToken(orgId, digest(token));
    if (!found) throw new SignInRefused('unknown-api-token');
    const now = this.now();
    const actor = { ...actorOf(found.client), tokenExpiresAt: new Date(now + found.leftMs) };
    tokens.keep(key, { value: actor, expiresAt: Math.min(now + found.leftMs, startedAt + KNOWN_MS) });
    return actor;
  }

  /** A token that stands for key and secret for five minutes. */
  async issueToken(credentials: Credentials, address: string): Promise<IssuedToken> {
    const known = await this.prove(credentials, address).catch(ofCredentials);
    const token = newApiToken(known.client.orgId);
    const expiresAt = await this.clients.keepToken(known, digest(token), TOKEN_TTL_SECONDS);
    // Rotated, suspended or disabled, between the proof and now.
    if (!expiresAt) throw new SignInRefused('wrong-secret', known.client, 'credentials');
    return { token, expiresAt, ttlSeconds: TOKEN_TTL_SECONDS };
  }

  /** What was changed here is not believed any longer, and nothing that somebody is just looking up. */
  forget(): void {
    this.known = new ExpiringCache(MOST_CLIENTS);
    this.tokens = new ExpiringCache(MOST_TOKENS);
  }

  private async prove({ key, secret }: Credentials, address: string): Promise<KnownApiClient> {
    const remembered = this.known.find(key, this.now());
    if (remembered && this.isProven(secret, remembered)) return remembered;
    await this.limits.admitAddress(address);
    // What is remembered may be older than a rotation elsewhere, and a proof costs more than a look.
    const found = await this.lookUp(key);
    if (found && isOpen(found.client) && this.isProven(secret, found)) return found;
    await this.limits.admitProof(address);
    const right = await this.hasher.verify(secret.slice(0, LONGEST_SECRET + 1), found?.secretHash ?? NOBODYS_HASH);
    if (!found) throw new SignInRefused('unknown-client');
    if (!right) throw new SignInRefused('wrong-secret', found.client);
    if (found.client.disabledAt) throw new SignInRefused('disabled-client', found.client);
    if (found.client.suspendedAt) throw new SignInRefused('suspended-client', found.client);
    this.proven.keep(this.proof(secret, found), { value: true, expiresAt: this.now() + PROVEN_MS });
    return found;
  }

  private async lookUp(key: string): Promise<KnownApiClient | undefined> {
    const { known } = this;
    const startedAt = this.now();
    const orgId = orgOfKey(key);
    const found = orgId === undefined ? undefined : await this.clients.findByKey(orgId, key);
    if (found && isOpen(found.client)) known.keep(key, { value: found, expiresAt: startedAt + KNOWN_MS });
    return found;
  }

  private isProven(secret: string, known: KnownApiClient): boolean {
    return this.proven.find(this.proof(secret, known), this.now()) ?? false;
  }

  private proof(secret: string, { client, secretHash }: KnownApiClient): string {
    return createHmac('sha256', this.memory)
      .update(JSON.stringify([client.key, secret, secretHash]))
      .digest('base64');
  }
}

function isOpen({ disabledAt, suspendedAt }: ApiClient): boolean {
  return !disabledAt && !suspendedAt;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** A client belongs to one org, and reads the whole of it, whatever else it may do. */
function actorOf({ clientId, name, orgId, grants, secretHolders }: ApiClient): Actor {
  return { userId: clientId, name, orgs: new Map([[orgId, [{ name: 'CanReadRequests' }, ...grants]]]), secretHolders };
}

/** Whoever asks for a token is told of key and secret, not of a token that they were not to send. */
function ofCredentials(error: unknown): never {
  throw error instanceof SignInRefused ? error.ofCredentials() : error;
}

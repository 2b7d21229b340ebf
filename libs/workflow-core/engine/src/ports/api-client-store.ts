import type { Grant } from '../domain/actor';
import type { IdentityCaller } from './identity-caller';
import type { Person } from './request-records';

/** A program that calls the API for an org. */
export interface ApiClient {
  readonly orgId: number;
  /** Stands where a person's id would; has sixteen digits, which no person's id has. */
  readonly clientId: number;
  /** `<org>.<random>`: what it calls itself by. */
  readonly key: string;
  readonly name: string;
  /** Beside reading. Never a checker's, operator's or configurator's. */
  readonly grants: readonly Grant[];
  readonly createdBy: Person;
  readonly createdAt: Date;
  /** When its secret was made. */
  readonly secretSince: Date;
  readonly disabledAt?: Date;
}

export interface NewApiClient {
  readonly key: string;
  readonly name: string;
  readonly secretHash: string;
  readonly grants: readonly Grant[];
}

/** A client with what its secret is proven by. */
export interface KnownApiClient {
  readonly client: ApiClient;
  readonly secretHash: string;
}

/** API clients of an org and their access tokens. Every method throws StoreUnavailableError when the store cannot be reached in time. */
export interface ApiClientStore {
  /** Names are unique among the clients of an org that are not disabled. */
  create(caller: IdentityCaller, client: NewApiClient): Promise<ApiClient | 'name-taken'>;
  list(orgId: number): Promise<readonly ApiClient[]>;
  /** Ends the secret before and all tokens that were made for it. Undefined: there is none, or it is disabled. */
  rotate(caller: IdentityCaller, clientId: number, secretHash: string): Promise<ApiClient | undefined>;
  /** For good. Undefined: there is none, or it is disabled already. */
  disable(caller: IdentityCaller, clientId: number): Promise<ApiClient | undefined>;
  /** Also one that is disabled. */
  findByKey(orgId: number, key: string): Promise<KnownApiClient | undefined>;
  /** When the token ends; undefined when the client has no longer this secret. */
  keepToken(known: KnownApiClient, tokenHash: Buffer, ttlSeconds: number): Promise<Date | undefined>;
  /** Whose token it is and when it ends, by the store's clock; undefined when it has ended. */
  findByToken(orgId: number, tokenHash: Buffer): Promise<{ readonly client: ApiClient; readonly leftMs: number } | undefined>;
}

export const API_CLIENT_STORE = Symbol('ApiClientStore');

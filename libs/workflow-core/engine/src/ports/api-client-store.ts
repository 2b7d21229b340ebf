import { token } from '@countersign/wiring';
import type { Grant } from '../domain/actor';
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
  /** Who was shown the secret, and so could act as the client. */
  readonly secretHolders: readonly number[];
  /** Counts its changes. */
  readonly version: number;
  /** Somebody who was shown the secret was revoked: it lets nobody in until somebody else was shown a new one. */
  readonly suspendedAt?: Date;
  readonly disabledAt?: Date;
}

/** A client with what its secret is proven by. */
export interface KnownApiClient {
  readonly client: ApiClient;
  readonly secretHash: string;
}

/** API clients of an org and their access tokens; `ConfigurationChangeStore` changes them. Every method throws StoreUnavailableError when the store cannot be reached in time. */
export interface ApiClientStore {
  list(orgId: number): Promise<readonly ApiClient[]>;
  /** Also one that is disabled or suspended. */
  findByKey(orgId: number, key: string): Promise<KnownApiClient | undefined>;
  /** When the token ends; undefined when the client has no longer this secret, or is suspended. */
  keepToken(known: KnownApiClient, tokenHash: Buffer, ttlSeconds: number): Promise<Date | undefined>;
  /** Whose token it is and when it ends, by the store's clock; undefined when it has ended. */
  findByToken(orgId: number, tokenHash: Buffer): Promise<{ readonly client: ApiClient; readonly leftMs: number } | undefined>;
}

export const API_CLIENT_STORE = token<ApiClientStore>('ApiClientStore');

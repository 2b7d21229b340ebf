import { token } from '@countersign/wiring';
import type { IdentityCaller } from './identity-caller';
import type { Person } from './request-records';

/** What a person's tokens are worth in an org: those issued up to `notBefore` nothing. */
export interface Revocation {
  readonly userId: number;
  readonly notBefore: Date;
  readonly reason: string;
  readonly by: Person;
}

export const IDENTITY_ACTIONS = ['create-client', 'change-grants', 'rotate-client', 'disable-client', 'suspend-client', 'revoke'] as const;

/** One thing that somebody did about who may call. */
export interface IdentityAction {
  readonly actionId: number;
  readonly action: (typeof IDENTITY_ACTIONS)[number];
  /** The API client's id, or the person's. */
  readonly about: number;
  readonly reason?: string;
  readonly by: Person;
  readonly traceId?: string;
  readonly at: Date;
}

export interface IdentityActionPage {
  /** Newest first. */
  readonly actions: readonly IdentityAction[];
  /** Where the next page begins. */
  readonly next?: number;
}

/** Revocations of an org. Every method throws StoreUnavailableError when the store cannot be reached in time. */
export interface RevocationStore {
  /**
   * When it resolves, nobody decides by an older token of this person any more; decisions that were under way have ended. API clients whose
   * secret the person was shown are suspended, and what the person proposed of the configuration is withdrawn.
   */
  revoke(caller: IdentityCaller, userId: number, reason: string): Promise<Revocation>;
  /** The latest, newest first. */
  list(orgId: number, limit: number): Promise<readonly Revocation[]>;
  /** Up to when a person's tokens do not count; undefined when all do. Concurrent callers share statements. */
  revokedUpTo(orgId: number, userId: number): Promise<Date | undefined>;
  /** The journal of clients and revocations. */
  actions(orgId: number, limit: number, before?: number): Promise<IdentityActionPage>;
}

export const REVOCATION_STORE = token<RevocationStore>('RevocationStore');

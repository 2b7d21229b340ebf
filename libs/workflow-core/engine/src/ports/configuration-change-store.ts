import { token } from '@countersign/wiring';
import type { Grant } from '../domain/actor';
import type { IdentityCaller } from './identity-caller';
import type { Person } from './request-records';
import type { EndpointSettings } from './webhook-store';

/** What decides where events go, and which programs call. */
export const CONFIGURATION_SUBJECTS = ['webhook', 'api-client'] as const;
export type ConfigurationSubject = (typeof CONFIGURATION_SUBJECTS)[number];

export const CONFIGURATION_ACTIONS = ['create', 'update', 'rotate-secret', 'delete', 'change-grants', 'rotate', 'disable'] as const;
export type ConfigurationAction = (typeof CONFIGURATION_ACTIONS)[number];

export const CONFIGURATION_STATES = ['pending', 'in-effect', 'declined', 'withdrawn', 'expired'] as const;
export type ConfigurationState = (typeof CONFIGURATION_STATES)[number];

/** The policy by which an org lets changes act at once stands among its policies under this name. */
export const CONFIGURATION_POLICY = 'CONFIGURATION';

/** Settings as people see them, without secrets. */
export type ShownSettings = Readonly<Record<string, unknown>>;

/** What is written of a webhook or client once the change is confirmed. Secrets are sealed or hashed by whoever proposes. */
export interface ChangeParcel {
  readonly settings?: EndpointSettings;
  readonly secret?: string;
  /** How long the secret before still signs. */
  readonly graceMs?: number;
  readonly key?: string;
  readonly name?: string;
  readonly secretHash?: string;
  readonly grants?: readonly Grant[];
}

/** A change as it is proposed. */
export interface ProposedChange {
  readonly changeId: string;
  readonly subject: ConfigurationSubject;
  /** Of the webhook or client; absent for a client that is to be created. */
  readonly subjectId?: string;
  readonly action: ConfigurationAction;
  /** The settings that it changes, as the proposer saw them. */
  readonly before?: ShownSettings;
  readonly after?: ShownSettings;
  /** The version of the subject that the proposer saw; absent where it is to be created. */
  readonly basedOn?: number;
  /** Nobody is shown it. */
  readonly parcel?: ChangeParcel;
}

export interface ConfigurationChange extends Omit<ProposedChange, 'parcel' | 'basedOn'> {
  readonly state: ConfigurationState;
  /** It acted without a second person, as the org's policy lets it. */
  readonly atOnce: boolean;
  readonly proposedBy: Person;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy?: Person;
  readonly decidedAt?: Date;
}

/** Why a change cannot be written now. */
export type ConfigurationRefusal =
  | 'unknown'
  /** The subject was changed since it was looked at. */
  | 'stale'
  | 'name-taken'
  | 'too-many'
  | 'too-many-secrets'
  | 'too-many-pending'
  /** The client is suspended because its proposer was revoked. */
  | 'own-suspension';

export type ProposalResult =
  | { readonly kind: 'pending' }
  /** The org lets changes act at once. */
  | { readonly kind: 'in-effect'; readonly subjectId: string; readonly previousUntil?: Date }
  | { readonly kind: ConfigurationRefusal };

export type ConfigurationVerdict = 'confirm' | 'decline' | 'withdraw';

export type ConfigurationDecision =
  { readonly kind: 'done' } | { readonly kind: 'not-pending' | 'own-proposal' | 'not-proposer' | ConfigurationRefusal };

export interface ChangesSought {
  /** Only what waits for a second person. */
  readonly onlyPending: boolean;
  readonly limit: number;
  /** The id of the change that the page before ended with. */
  readonly after?: string | undefined;
}

export interface ChangePage {
  /** Newest first. */
  readonly changes: readonly ConfigurationChange[];
  /** Where the next page begins. */
  readonly next?: string;
}

/** Changes of webhooks and API clients. Every method throws StoreUnavailableError when the store cannot be reached in time. */
export interface ConfigurationChangeStore {
  propose(caller: IdentityCaller, change: ProposedChange): Promise<ProposalResult>;
  /** Another person confirms or declines, the proposer withdraws. The database too refuses the proposer. */
  decide(caller: IdentityCaller, changeId: string, verdict: ConfigurationVerdict): Promise<ConfigurationDecision>;
  /**
   * Ends and journals what nobody confirmed in time, in no more than `most` orgs. Safe to repeat and to run in several workers.
   * @returns in how many orgs something had expired
   */
  expireOverdue(most: number): Promise<number>;
  find(orgId: number, changeId: string): Promise<ConfigurationChange | undefined>;
  list(orgId: number, sought: ChangesSought): Promise<ChangePage>;
}

export const CONFIGURATION_CHANGE_STORE = token<ConfigurationChangeStore>('ConfigurationChangeStore');

import { token } from '@countersign/wiring';
import type { Policy } from '../domain/policy';
import type { PageOf, VersionRange } from '../domain/version-page';
import type { Person } from './request-records';

/** The settings of a version without the number that the store gives it. */
export type PolicySettings = Omit<Policy, 'version'>;

export interface PolicyVersion extends Policy {
  readonly orgId: number;
  readonly type: string;
  /** The version that was active when this one was proposed; absent where that was not kept. */
  readonly basedOn?: number;
  readonly status: 'proposed' | 'active' | 'superseded' | 'declined' | 'withdrawn';
  readonly proposedBy: Person;
  readonly proposedAt: Date;
  readonly decidedBy?: Person;
  readonly decidedAt?: Date;
}

export type PolicyDecisionResult =
  | { readonly kind: 'decided'; readonly policy: PolicyVersion }
  | { readonly kind: 'unknown' | 'own-proposal' | 'not-proposed' }
  /** Another version became active since it was proposed. */
  | { readonly kind: 'stale' };

export interface NewPolicy {
  readonly orgId: number;
  readonly type: string;
  readonly settings: PolicySettings;
  readonly proposer: Person;
  /** As of an `IdentityCaller`. */
  readonly tokenIssuedAt?: Date;
  /** Of the call that proposes it; absent where no call does. */
  readonly traceId?: string;
  /** The active version that the proposer looked at; the proposal is refused when it is another one. */
  readonly basedOn?: number;
}

export interface DecidedPolicy {
  readonly orgId: number;
  readonly type: string;
  readonly version: number;
  readonly verdict: 'active' | 'declined';
  readonly decider: Person;
  /** As of an `IdentityCaller`. */
  readonly tokenIssuedAt?: Date;
  /** As of a proposal. */
  readonly traceId?: string;
}

export type VersionPage = PageOf<PolicyVersion>;

export interface PolicyStore {
  /** The active policies of these orgs; small, kept in memory by the gateway. */
  findActive(orgIds: readonly number[]): Promise<readonly PolicyVersion[]>;
  /** All versions of one org and type, newest first: what judges the past anew needs whichever it meets. */
  findVersions(orgId: number, type: string): Promise<readonly PolicyVersion[]>;
  /** What is shown of them at once. */
  findPage(orgId: number, type: string, range: VersionRange): Promise<VersionPage>;
  /** Undefined: `basedOn` is not the active version. */
  propose(proposal: NewPolicy): Promise<PolicyVersion | undefined>;
  /** Another person makes a proposal active, or declines it. The database too refuses the proposer. */
  decide(decision: DecidedPolicy): Promise<PolicyDecisionResult>;
}

export const POLICY_STORE = token<PolicyStore>('PolicyStore');

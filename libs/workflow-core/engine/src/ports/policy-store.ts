import type { Policy } from '../domain/policy';
import type { Person } from './request-records';

/** The settings of a version without the number that the store gives it. */
export type PolicySettings = Omit<Policy, 'version'>;

export interface PolicyVersion extends Policy {
  readonly orgId: number;
  readonly type: string;
  readonly status: 'proposed' | 'active' | 'superseded' | 'declined';
  readonly proposedBy: Person;
  readonly proposedAt: Date;
  readonly decidedBy?: Person;
  readonly decidedAt?: Date;
}

export type PolicyDecisionResult =
  { readonly kind: 'decided'; readonly policy: PolicyVersion } | { readonly kind: 'unknown' | 'own-proposal' | 'not-proposed' };

export interface PolicyStore {
  /** The active policies of these orgs; small, kept in memory by the gateway. */
  findActive(orgIds: readonly number[]): Promise<readonly PolicyVersion[]>;
  /** Versions of one org and type, newest first. */
  findVersions(orgId: number, type: string): Promise<readonly PolicyVersion[]>;
  propose(orgId: number, type: string, settings: PolicySettings, proposer: Person): Promise<PolicyVersion>;
  /** Another person makes a proposal active, or declines it. The database too refuses the proposer. */
  decide(orgId: number, type: string, version: number, verdict: 'active' | 'declined', decider: Person): Promise<PolicyDecisionResult>;
}

export const POLICY_STORE = Symbol('PolicyStore');

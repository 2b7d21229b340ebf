import type { DecidedPolicy, NewPolicy, PolicyDecisionResult, PolicyStore, PolicyVersion, VersionPage } from '../ports/policy-store';
import { versionPage, type VersionRange } from '../domain/version-page';
import type { InMemoryDatabase } from './in-memory-database';

/** Policy versions in memory. */
export class InMemoryPolicyStore implements PolicyStore {
  constructor(private readonly database: InMemoryDatabase) {}

  async findActive(orgIds: readonly number[]): Promise<readonly PolicyVersion[]> {
    return this.database.policies.filter(({ orgId, status }) => orgIds.includes(orgId) && status === 'active');
  }

  async findVersions(orgId: number, type: string): Promise<readonly PolicyVersion[]> {
    return this.versions(orgId, type).sort((one, other) => other.version - one.version);
  }

  async findPage(orgId: number, type: string, range: VersionRange): Promise<VersionPage> {
    return versionPage(await this.findVersions(orgId, type), range);
  }

  async propose({ orgId, type, settings, proposer: proposedBy, basedOn }: NewPolicy): Promise<PolicyVersion | undefined> {
    const active = this.activeVersion(orgId, type);
    if (basedOn !== undefined && basedOn !== active) return undefined;
    const version = Math.max(0, ...this.versions(orgId, type).map((policy) => policy.version)) + 1;
    const proposedAt = new Date(this.database.now());
    const proposal: PolicyVersion = { orgId, type, version, basedOn: active, status: 'proposed', ...settings, proposedBy, proposedAt };
    this.database.policies.push(proposal);
    return proposal;
  }

  async decide({ orgId, type, version, verdict, decider: decidedBy }: DecidedPolicy): Promise<PolicyDecisionResult> {
    const proposal = this.versions(orgId, type).find((policy) => policy.version === version);
    if (!proposal) return { kind: 'unknown' };
    if (proposal.status !== 'proposed') return { kind: 'not-proposed' };
    if (proposal.proposedBy.id === decidedBy.id) return { kind: 'own-proposal' };
    if (verdict === 'active' && proposal.basedOn !== this.activeVersion(orgId, type)) return { kind: 'stale' };
    const active = this.versions(orgId, type).find(({ status }) => status === 'active');
    if (active && verdict === 'active') this.replace(active, { ...active, status: 'superseded' });
    const policy: PolicyVersion = { ...proposal, status: verdict, decidedBy, decidedAt: new Date(this.database.now()) };
    this.replace(proposal, policy);
    return { kind: 'decided', policy };
  }

  private activeVersion(orgId: number, type: string): number {
    return this.versions(orgId, type).find(({ status }) => status === 'active')?.version ?? 0;
  }

  private versions(orgId: number, type: string): PolicyVersion[] {
    return this.database.policies.filter((policy) => policy.orgId === orgId && policy.type === type);
  }

  private replace(old: PolicyVersion, changed: PolicyVersion): void {
    this.database.policies[this.database.policies.indexOf(old)] = changed;
  }
}

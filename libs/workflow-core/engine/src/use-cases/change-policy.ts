import type { RequestTypeRegistry } from '@countersign/contract';
import { type Actor, tokenOf } from '../domain/actor';
import type { VersionRange } from '../domain/version-page';
import type { PolicySettings, PolicyStore, PolicyVersion, VersionPage } from '../ports/policy-store';
import type { WakeUps } from '../ports/wake-ups';
import { admitConfigurator } from './admit-configurator';
import { decided, proposed } from './policy-decision';
import { refuseProblems, refuseUnsaidUncapped } from './policy-problems';

export interface PolicyProposal extends PolicySettings {
  /** Of the call. */
  readonly traceId: string;
  /** The active version that the proposer looked at. */
  readonly basedOn?: number;
}

/** Another person's word on a proposal. */
export interface PolicyDecision {
  readonly version: number;
  readonly verdict: 'active' | 'declined';
  /** Of the call. */
  readonly traceId: string;
}

/** Policies change only when one person proposes and another one agrees. */
export class ChangePolicy {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly policies: PolicyStore,
    private readonly wakeUps: WakeUps,
  ) {}

  async history(actor: Actor, orgId: number, typeSegment: string, range: VersionRange): Promise<VersionPage> {
    const type = admitConfigurator(this.types, actor, orgId, typeSegment);
    return this.policies.findPage(orgId, type.key, range);
  }

  async propose(
    actor: Actor,
    orgId: number,
    typeSegment: string,
    { basedOn, traceId, ...settings }: PolicyProposal,
  ): Promise<PolicyVersion> {
    const type = admitConfigurator(this.types, actor, orgId, typeSegment);
    refuseProblems(type, settings);
    refuseUnsaidUncapped(settings);
    const by = { proposer: { id: actor.userId, name: actor.name }, ...tokenOf(actor) };
    const proposal = { orgId, type: type.key, settings, ...by, traceId, ...(basedOn !== undefined && { basedOn }) };
    return proposed(await this.policies.propose(proposal));
  }

  async decide(actor: Actor, orgId: number, typeSegment: string, decision: PolicyDecision): Promise<PolicyVersion> {
    const type = admitConfigurator(this.types, actor, orgId, typeSegment);
    const policy = decided(
      await this.policies.decide({
        orgId,
        type: type.key,
        ...decision,
        decider: { id: actor.userId, name: actor.name },
        ...tokenOf(actor),
      }),
    );
    this.wakeUps.signal('policies');
    return policy;
  }
}

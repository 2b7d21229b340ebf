import type { RequestTypeRegistry } from '@countersign/contract';
import type { Actor } from '../domain/actor';
import type { VersionRange } from '../domain/version-page';
import { WorkflowError } from '../domain/workflow-error';
import type { PolicySettings, PolicyStore, PolicyVersion, VersionPage } from '../ports/policy-store';
import type { WakeUps } from '../ports/wake-ups';
import { admitConfigurator } from './admit-configurator';
import { refuseProblems } from './policy-problems';

export interface PolicyProposal extends PolicySettings {
  /** The active version that the proposer looked at. */
  readonly basedOn?: number;
}

/** Another person's word on a proposal. */
export interface PolicyDecision {
  readonly version: number;
  readonly verdict: 'active' | 'declined';
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

  async propose(actor: Actor, orgId: number, typeSegment: string, { basedOn, ...settings }: PolicyProposal): Promise<PolicyVersion> {
    const type = admitConfigurator(this.types, actor, orgId, typeSegment);
    refuseProblems(type, settings);
    const proposer = { id: actor.userId, name: actor.name };
    const proposed = await this.policies.propose({ orgId, type: type.key, settings, proposer, ...(basedOn !== undefined && { basedOn }) });
    if (!proposed) throw stale('Another version became active since you read the policy; read it again and propose anew.', '/basedOn');
    return proposed;
  }

  async decide(actor: Actor, orgId: number, typeSegment: string, { version, verdict }: PolicyDecision): Promise<PolicyVersion> {
    const type = admitConfigurator(this.types, actor, orgId, typeSegment);
    const decider = { id: actor.userId, name: actor.name };
    const result = await this.policies.decide({ orgId, type: type.key, version, verdict, decider });
    switch (result.kind) {
      case 'decided':
        this.wakeUps.signal('policies');
        return result.policy;
      case 'unknown':
        throw WorkflowError.of('unknown-request', 'There is no such policy version.', '/version');
      case 'own-proposal':
        throw WorkflowError.of(
          'self-approval',
          'You proposed this policy yourself; another holder of CanConfigureWorkflows has to decide.',
          '/version',
        );
      case 'stale':
        throw stale('Another version became active since this one was proposed; it can only be declined, and proposed anew.', '/version');
      case 'not-proposed':
        throw WorkflowError.of('already-decided', 'This policy version has already been decided.', '/version');
    }
  }
}

function stale(message: string, reference: string): WorkflowError {
  return WorkflowError.of('policy-stale', message, reference);
}

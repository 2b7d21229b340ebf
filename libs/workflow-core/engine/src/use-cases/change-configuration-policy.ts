import { type Actor, permits, tokenOf } from '../domain/actor';
import type { NotificationSettings } from '../domain/notification-settings';
import type { VersionRange } from '../domain/version-page';
import { WorkflowError } from '../domain/workflow-error';
import { CONFIGURATION_POLICY } from '../ports/configuration-change-store';
import type { PolicyStore, PolicyVersion } from '../ports/policy-store';
import type { PolicyDecision } from './change-policy';
import { decided, proposed } from './policy-decision';

/** How changes of webhooks and API clients come into effect in an org. */
export interface ConfigurationSettings {
  /** Without a second person; every such change is told to the other configurators. */
  readonly actAtOnce: boolean;
  /** Who is told by e-mail. */
  readonly notifications?: NotificationSettings;
}

export interface ConfigurationProposal extends ConfigurationSettings {
  /** The active version that the proposer looked at. */
  readonly basedOn?: number;
  /** Of the call. */
  readonly traceId: string;
}

export interface ConfigurationPolicyVersion
  extends
    ConfigurationSettings,
    Pick<PolicyVersion, 'version' | 'basedOn' | 'status' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt'> {}

export interface ConfigurationPolicies {
  /** Absent before the first one was agreed upon: then a second person is needed. */
  readonly active: ConfigurationPolicyVersion | undefined;
  readonly proposals: readonly ConfigurationPolicyVersion[];
}

const LATEST: VersionRange = { limit: 1 };

/** Two people agree on whether two people are needed, as on any other policy. */
export class ChangeConfigurationPolicy {
  constructor(private readonly policies: PolicyStore) {}

  async read(actor: Actor, orgId: number): Promise<ConfigurationPolicies> {
    admit(actor, orgId);
    const { active, proposals } = await this.policies.findPage(orgId, CONFIGURATION_POLICY, LATEST);
    return { active: active && versionOf(active), proposals: proposals.map(versionOf) };
  }

  async propose(
    actor: Actor,
    orgId: number,
    { actAtOnce, notifications, basedOn, traceId }: ConfigurationProposal,
  ): Promise<ConfigurationPolicyVersion> {
    admit(actor, orgId);
    const settings = { autoApproval: { mode: 'off' }, config: { actAtOnce }, ...(notifications && { notifications }) } as const;
    const by = { proposer: { id: actor.userId, name: actor.name }, ...tokenOf(actor) };
    const proposal = { orgId, type: CONFIGURATION_POLICY, settings, ...by, traceId, ...(basedOn !== undefined && { basedOn }) };
    return versionOf(proposed(await this.policies.propose(proposal)));
  }

  async decide(actor: Actor, orgId: number, decision: PolicyDecision): Promise<ConfigurationPolicyVersion> {
    admit(actor, orgId);
    return versionOf(
      decided(
        await this.policies.decide({
          orgId,
          type: CONFIGURATION_POLICY,
          ...decision,
          decider: { id: actor.userId, name: actor.name },
          ...tokenOf(actor),
        }),
      ),
    );
  }
}

function admit(actor: Actor, orgId: number): void {
  if (!permits(actor, orgId, 'CanConfigureWorkflows'))
    throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
}

function versionOf(policy: PolicyVersion): ConfigurationPolicyVersion {
  const { version, basedOn, status, config, proposedBy, proposedAt, decidedBy, decidedAt, notifications } = policy;
  return {
    version,
    status,
    actAtOnce: (config as { readonly actAtOnce?: boolean } | undefined)?.actAtOnce ?? false,
    proposedBy,
    proposedAt,
    ...(notifications && { notifications }),
    ...(basedOn !== undefined && { basedOn }),
    ...(decidedBy && { decidedBy }),
    ...(decidedAt && { decidedAt }),
  };
}

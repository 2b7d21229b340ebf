import type { Problem, RequestType, RequestTypeRegistry } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import { type Actor, permits } from '../domain/actor';
import type { NotificationSettings } from '../domain/notification-settings';
import type { AutoApproval } from '../domain/policy';
import { WorkflowError } from '../domain/workflow-error';
import type { PolicySettings, PolicyStore, PolicyVersion } from '../ports/policy-store';
import type { WakeUps } from '../ports/wake-ups';

export interface PolicyProposal {
  readonly autoApproval: AutoApproval;
  readonly config?: unknown;
  readonly expiresAfterHours?: number;
  readonly notifications?: NotificationSettings;
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

  async versions(actor: Actor, orgId: number, typeSegment: string): Promise<readonly PolicyVersion[]> {
    const type = this.admit(actor, orgId, typeSegment);
    return this.policies.findVersions(orgId, type.key);
  }

  async propose(actor: Actor, orgId: number, typeSegment: string, proposal: PolicyProposal): Promise<PolicyVersion> {
    const type = this.admit(actor, orgId, typeSegment);
    const [first, ...others] = proposalProblems(type, proposal);
    if (first) throw new WorkflowError([first, ...others]);
    const settings: PolicySettings = proposal;
    return this.policies.propose(orgId, type.key, settings, { id: actor.userId, name: actor.name });
  }

  async decide(actor: Actor, orgId: number, typeSegment: string, { version, verdict }: PolicyDecision): Promise<PolicyVersion> {
    const type = this.admit(actor, orgId, typeSegment);
    const result = await this.policies.decide(orgId, type.key, version, verdict, { id: actor.userId, name: actor.name });
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
      case 'not-proposed':
        throw WorkflowError.of('already-decided', 'This policy version has already been decided.', '/version');
    }
  }

  private admit(actor: Actor, orgId: number, typeSegment: string): RequestType {
    const type = this.types.findByUrl(typeSegment);
    if (!type) throw WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.');
    if (!permits(actor, orgId, 'CanConfigureWorkflows'))
      throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
    return type;
  }
}

function proposalProblems(type: RequestType, { autoApproval, config }: PolicyProposal): Problem[] {
  const problems: Problem[] = [];
  if (autoApproval.mode === 'up-to' && type.describe(type.example).amount === undefined)
    problems.push({
      kind: 'invalid-payload',
      message: 'Field autoApproval.mode: this type has no amount, so up-to cannot hold.',
      reference: '/autoApproval/mode',
    });
  if (config !== undefined && !type.config)
    problems.push({ kind: 'invalid-payload', message: 'Field config: this type has no settings of its own.', reference: '/config' });
  const parsed = config === undefined ? undefined : type.config?.safeParse(config);
  if (parsed && !parsed.success)
    problems.push(
      ...parsed.error.issues.map((issue) => {
        const path = ['config', ...issue.path.map(String)];
        return { kind: 'invalid-payload' as const, message: `Field ${path.join('.')}: ${issue.message}.`, reference: jsonPointer(path) };
      }),
    );
  return problems;
}

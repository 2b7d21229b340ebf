import { type ConfigurationChange, type ConfigurationChangeStore, type ProposalResult, type ProposedChange } from '@countersign/engine';
import type { ClientAccounts } from '../auth/client-accounts';
import type { Call } from '../http/call-context';
import { isUuid } from '../http/uuid';
import { decisionProblem, refusalProblem, unknownChange } from './configuration-refusals';
import { callerOf, requireConfigurator } from './configurator';

type Verdict = Parameters<ConfigurationChangeStore['decide']>[2];

/** What became of a proposal: it waits for a second person, or is in effect where the org lets changes act at once. */
export type Proposal = Extract<ProposalResult, { kind: 'in-effect' }> | { readonly kind: 'pending'; readonly change: ConfigurationChange };

/** Changes of webhooks and API clients: one person proposes, another one confirms. Every call needs CanConfigureWorkflows. */
export class ConfigurationChanges {
  constructor(
    private readonly changes: ConfigurationChangeStore,
    private readonly accounts: ClientAccounts,
  ) {}

  /** @throws WorkflowError for what could not be confirmed either */
  async propose(call: Call, proposed: ProposedChange): Promise<Proposal> {
    requireConfigurator(call);
    const result = await this.changes.propose(callerOf(call), proposed);
    switch (result.kind) {
      case 'pending':
        return { kind: 'pending', change: await this.find(call, proposed.changeId) };
      case 'in-effect':
        this.forget(proposed);
        return result;
      default:
        throw refusalProblem(result.kind, proposed.subject);
    }
  }

  /** The change as it then is. @throws WorkflowError when it had no effect */
  async decide(call: Call, changeId: string, verdict: Verdict): Promise<ConfigurationChange> {
    const change = await this.find(call, changeId);
    const { kind } = await this.changes.decide(callerOf(call), changeId, verdict);
    if (kind !== 'done') throw decisionProblem(kind, change.subject);
    this.forget(change);
    return this.find(call, changeId);
  }

  async find(call: Call, changeId: string): Promise<ConfigurationChange> {
    requireConfigurator(call);
    const change = isUuid(changeId) ? await this.changes.find(call.orgId, changeId) : undefined;
    if (!change) throw unknownChange();
    return change;
  }

  async list(call: Call, sought: Parameters<ConfigurationChangeStore['list']>[1]): ReturnType<ConfigurationChangeStore['list']> {
    requireConfigurator(call);
    return this.changes.list(call.orgId, sought);
  }

  /** What this gateway remembers of clients may be no longer so; others remember nothing for longer than a second. */
  private forget({ subject }: Pick<ProposedChange, 'subject'>): void {
    if (subject === 'api-client') this.accounts.forget();
  }
}

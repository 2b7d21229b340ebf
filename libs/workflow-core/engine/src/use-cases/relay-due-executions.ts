import type { RequestTypeRegistry } from '@countersign/contract';
import type { CallAdmissions } from '../ports/call-admissions';
import type { Clock } from '../ports/clock';
import type { DispatchedExecution, ExecutionQueue } from '../ports/execution-queue';
import type { DueExecution, ExecutionStore } from '../ports/execution-store';

/** Unless set otherwise: after this long a dispatched execution that nobody claimed is dispatched again, or claimed without the queue. */
export const REMEMBERED_MS = 15_000;

/** The part of the window that one org may take. What lies in the queue beyond what can soon be begun stands in the way of others. */
const ORG_SHARE = 0.01;
const LEAST_PER_ORG = 2;
/** Of each org so many are dispatched at once; further ones are a backlog. */
const NEAR = 4;

interface RelayPorts {
  readonly executions: ExecutionStore;
  readonly queue: ExecutionQueue;
  readonly clock: Clock;
  readonly admissions: Pick<CallAdmissions, 'closedOrgs'>;
}

/** How many executions of one org may be dispatched and not yet claimed. */
export function orgWindow(window: number): number {
  return Math.max(LEAST_PER_ORG, Math.floor(window * ORG_SHARE));
}

/**
 * Puts due executions into the queue, never more than a window at once and never more than its share of one org: the backlog stays in
 * PostgreSQL, where it cannot be lost and where a flood of one org does not stand before the others. Orgs whose loyalty API fails are left
 * out altogether. What was dispatched is remembered in memory only; a second relay or a restart dispatches again, which is harmless.
 */
export class RelayDueExecutions {
  private readonly dispatchedAt = new Map<string, number>();
  private foundWork = false;

  /**
   * @param window executions that are dispatched and not yet claimed, at most
   * @param rememberedMs how long a dispatch is remembered
   */
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly ports: RelayPorts,
    private readonly window: number,
    private readonly rememberedMs = REMEMBERED_MS,
  ) {}

  /** Whether the last round found anything due and unclaimed, so that the window should be filled again soon. */
  get isBehind(): boolean {
    return this.foundWork;
  }

  /**
   * How many were dispatched. Rejects when the queue does not take them; nothing is lost by that.
   * @param backlogToo whether those are dispatched too that stand behind several of their org
   */
  async execute(backlogToo = true): Promise<number> {
    const { executions, admissions } = this.ports;
    const types = this.types.all().map(({ key }) => key);
    const bounds = { perOrg: orgWindow(this.window), exceptOrgs: admissions.closedOrgs() };
    const due = await executions.findDue(types, this.window, bounds);
    this.foundWork = due.length > 0;
    this.forgetAllBut(due);
    const fresh = inTurns(due).filter((execution) => !this.dispatchedAt.has(nameOf(execution)));
    const [near, backlog] = [fresh.filter(({ behind }) => behind < NEAR), fresh.filter(({ behind }) => behind >= NEAR)];
    // On their own and before the others: nobody's only execution should wait until those of a flood have been added.
    await this.dispatch(near);
    if (!backlogToo) return near.length;
    await this.dispatch(backlog);
    return fresh.length;
  }

  private async dispatch(executions: readonly DispatchedExecution[]): Promise<void> {
    if (executions.length === 0) return;
    await this.ports.queue.add(executions);
    for (const execution of executions) this.dispatchedAt.set(nameOf(execution), this.ports.clock.now());
  }

  /**
   * What is no longer due was claimed, or is of a type that is paused or of an org that is held back: its job found nothing, and it needs
   * another one after that. So the memory never outgrows the window.
   */
  private forgetAllBut(due: readonly DueExecution[]): void {
    const oldest = this.ports.clock.now() - this.rememberedMs;
    const names = new Set(due.map(nameOf));
    for (const [name, at] of this.dispatchedAt) if (at < oldest || !names.has(name)) this.dispatchedAt.delete(name);
  }
}

/** A quiet org's only execution must not queue behind what another org was dispatched before. */
function inTurns(due: readonly DueExecution[]): DispatchedExecution[] {
  const ofOrg = new Map<number, number>();
  return due.map((execution) => {
    const behind = ofOrg.get(execution.orgId) ?? 0;
    ofOrg.set(execution.orgId, behind + 1);
    return { ...execution, behind };
  });
}

function nameOf({ orgId, requestId, epoch }: DueExecution): string {
  return `${orgId}/${requestId}/${epoch}`;
}

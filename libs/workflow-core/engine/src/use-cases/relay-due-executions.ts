import type { RequestTypeRegistry } from '@countersign/contract';
import type { CallAdmissions } from '../ports/call-admissions';
import type { Clock } from '../ports/clock';
import type { ExecutionQueue } from '../ports/execution-queue';
import type { DueExecution, ExecutionStore } from '../ports/execution-store';

/** Unless set otherwise: after this long a dispatched execution that nobody claimed is dispatched again, or claimed without the queue. */
export const REMEMBERED_MS = 15_000;

/** The part of the window that one org may take. */
const ORG_SHARE = 0.25;
const LEAST_PER_ORG = 2;

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

  /** How many were dispatched. Rejects when the queue does not take them; nothing is lost by that. */
  async execute(): Promise<number> {
    const { executions, queue, clock, admissions } = this.ports;
    const types = this.types.all().map(({ key }) => key);
    const bounds = { perOrg: orgWindow(this.window), exceptOrgs: admissions.closedOrgs() };
    const due = await executions.findDue(types, this.window, bounds);
    this.foundWork = due.length > 0;
    this.forgetAllBut(due);
    const fresh = due.filter((execution) => !this.dispatchedAt.has(nameOf(execution)));
    if (fresh.length === 0) return 0;
    await queue.add(fresh);
    for (const execution of fresh) this.dispatchedAt.set(nameOf(execution), clock.now());
    return fresh.length;
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

function nameOf({ orgId, requestId, epoch }: DueExecution): string {
  return `${orgId}/${requestId}/${epoch}`;
}

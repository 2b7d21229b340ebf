import type { RequestTypeRegistry } from '@countersign/contract';
import type { Clock } from '../ports/clock';
import type { ExecutionQueue } from '../ports/execution-queue';
import type { DueExecution, ExecutionStore } from '../ports/execution-store';

/** Unless set otherwise: after this long a dispatched execution that nobody claimed is dispatched again, or claimed without the queue. */
export const REMEMBERED_MS = 15_000;

interface RelayPorts {
  readonly executions: ExecutionStore;
  readonly queue: ExecutionQueue;
  readonly clock: Clock;
}

/**
 * Puts due executions into the queue, never more than a window at once: the backlog stays in PostgreSQL, where it cannot be lost
 * and where a flood of one org does not stand before the others. What was dispatched is remembered in memory only;
 * a second relay or a restart dispatches again, which is harmless.
 */
export class RelayDueExecutions {
  private readonly dispatchedAt = new Map<string, number>();

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

  /** How many were dispatched. Rejects when the queue does not take them; nothing is lost by that. */
  async execute(): Promise<number> {
    const due = await this.ports.executions.findDue(
      this.types.all().map(({ key }) => key),
      this.window,
    );
    this.forgetAllBut(due);
    const fresh = due.filter((execution) => !this.dispatchedAt.has(nameOf(execution)));
    if (fresh.length === 0) return 0;
    await this.ports.queue.add(fresh);
    for (const execution of fresh) this.dispatchedAt.set(nameOf(execution), this.ports.clock.now());
    return fresh.length;
  }

  /** What is no longer due was claimed, or is of a type that is paused: its job found nothing, and it needs another one after the pause. */
  private forgetAllBut(due: readonly DueExecution[]): void {
    const oldest = this.ports.clock.now() - this.rememberedMs;
    const names = new Set(due.map(nameOf));
    for (const [name, at] of this.dispatchedAt) if (at < oldest || !names.has(name)) this.dispatchedAt.delete(name);
  }
}

function nameOf({ orgId, requestId, epoch }: DueExecution): string {
  return `${orgId}/${requestId}/${epoch}`;
}

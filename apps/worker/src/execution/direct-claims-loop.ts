import { type CallAdmissions, type ExecutionStore, orgWindow, type StartExecutions } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';
import type { QueueState } from '../relay/queue-state';

export interface DirectClaimPorts {
  readonly executions: ExecutionStore;
  readonly start: StartExecutions;
  readonly admissions: CallAdmissions;
  readonly queue: QueueState;
}

/**
 * Executes straight from PostgreSQL: at once while there is no usable queue, and otherwise what the queue seems to have lost,
 * that is whatever is due for longer than a dispatch is remembered.
 */
export class DirectClaimsLoop implements LoopWork {
  readonly name = 'direct-claims';
  private wake: () => void = () => undefined;
  /** The last round found work, so that there may be more. */
  private isBehind = false;

  constructor(
    private readonly ports: DirectClaimPorts,
    private readonly types: readonly string[],
    private readonly window: number,
    readonly idleMs: number,
  ) {
    ports.admissions.onRoom(() => {
      if (this.isBehind && !ports.queue.usable && ports.start.waitingCount === 0) this.wake();
    });
  }

  attach(wake: () => void): void {
    this.wake = wake;
  }

  async round(): Promise<boolean> {
    const { executions, start, admissions, queue } = this.ports;
    const bounds = { overdueMs: queue.patienceMs, perOrg: orgWindow(this.window), exceptOrgs: admissions.closedOrgs() };
    const due = await executions.findDue(this.types, this.window, bounds);
    this.isBehind = due.length > 0;
    for (const execution of due) {
      // What the queue has lost need not wait here: it comes again, and most of what is overdue in a backlog is in the queue after all.
      if (queue.usable) void start.tryStart(execution);
      else void start.offer(execution);
    }
    return false;
  }

  /** Resolves when everything that was begun has ended. */
  async drained(): Promise<void> {
    await this.ports.start.stop();
  }
}

import { type ClaimedExecution, type ExecuteRequest, type ExecutionStore } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { QueueState } from '../relay/queue-state';

export interface DirectClaimPorts {
  readonly executions: ExecutionStore;
  readonly execute: ExecuteRequest;
  readonly queue: QueueState;
  readonly logger: Logger;
}

/**
 * Executes straight from PostgreSQL: at once while there is no usable queue, and otherwise what the queue seems to have lost,
 * that is whatever is due for longer than a dispatch is remembered.
 */
export class DirectClaimsLoop implements LoopWork {
  readonly name = 'direct-claims';
  private readonly running = new Set<Promise<void>>();
  private wake: () => void = () => undefined;

  constructor(
    private readonly ports: DirectClaimPorts,
    private readonly types: readonly string[],
    private readonly slots: number,
    readonly idleMs: number,
  ) {}

  attach(wake: () => void): void {
    this.wake = wake;
  }

  async round(): Promise<boolean> {
    const free = this.slots - this.running.size;
    if (free <= 0) return false;
    const claimed = await this.ports.executions.claimOverdue(this.types, this.ports.queue.patienceMs, free);
    for (const execution of claimed) this.run(execution);
    return claimed.length > 0;
  }

  /** Resolves when everything that was begun has ended. */
  async drained(): Promise<void> {
    await Promise.all(this.running);
  }

  private run(execution: ClaimedExecution): void {
    const ended = this.ports.execute
      .run(execution)
      .then(() => undefined)
      .catch((error: unknown) => {
        this.ports.logger.error(
          { err: error, requestId: execution.requestId, orgId: execution.orgId },
          'an attempt broke off; its lease will lapse',
        );
      })
      .finally(() => {
        this.running.delete(ended);
        if (!this.ports.queue.usable) this.wake();
      });
    this.running.add(ended);
  }
}

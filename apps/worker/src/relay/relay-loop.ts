import { type ExecutionQueue, type RelayDueExecutions, StoreUnavailableError } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { QueueState } from './queue-state';

export interface RelayLoopPorts {
  readonly relay: RelayDueExecutions;
  readonly queue: ExecutionQueue;
  readonly state: QueueState;
  readonly logger: Logger;
}

const REFILL_MS = 100;

/** Puts due executions into the queue. While the queue does not take them, the direct claims do the work. */
export class RelayLoop implements LoopWork {
  readonly name = 'relay';

  constructor(
    private readonly ports: RelayLoopPorts,
    private readonly pollMs: number,
  ) {}

  /** While more is due than the window holds, it is filled again before it has run empty. */
  get idleMs(): number {
    return this.ports.relay.isBehind ? Math.min(REFILL_MS, this.pollMs) : this.pollMs;
  }

  async round(): Promise<boolean> {
    const { relay, queue, state, logger } = this.ports;
    try {
      // The direct claims leave nothing to dispatch meanwhile, so dispatching would not find out that the queue is back.
      if (!state.usable) await queue.check();
      if (state.report(true)) logger.info('the queue takes executions again');
      await relay.execute();
      return false;
    } catch (error) {
      // PostgreSQL being away says nothing of the queue.
      if (!(error instanceof StoreUnavailableError) && state.report(false))
        logger.warn({ err: error }, 'the queue takes no executions; they are claimed from PostgreSQL meanwhile');
      throw error;
    }
  }
}

import type { RelayDueExecutions } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';
import type { QueueState } from './queue-state';

/** Puts due executions into the queue. While the queue does not take them, the direct claims do the work. */
export class RelayLoop implements LoopWork {
  readonly name = 'relay';

  constructor(
    private readonly relay: RelayDueExecutions,
    private readonly queue: QueueState,
    private readonly logger: Logger,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    try {
      const dispatched = await this.relay.execute();
      if (dispatched > 0 && this.queue.report(true)) this.logger.info('the queue takes executions again');
      return false;
    } catch (error) {
      if (this.queue.report(false))
        this.logger.warn({ err: error }, 'the queue takes no executions; they are claimed from PostgreSQL meanwhile');
      throw error;
    }
  }
}

import { type Clock, type ExecutionQueue, type RelayDueExecutions, StoreUnavailableError } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { QueueUnavailableError } from '@countersign/queue';
import type { LoopWork } from '../loops/polling-loop';
import type { QueueState } from './queue-state';

export interface RelayLoopPorts {
  readonly relay: RelayDueExecutions;
  readonly queue: ExecutionQueue;
  readonly state: QueueState;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * A backlog is dispatched only as fast as PostgreSQL and Redis answer at ease: a round that takes some of it is followed by a pause of so many
 * times its own length. What was approved just now need not wait for that: its hint starts a round at once, which leaves the backlog where it is.
 */
const PAUSE_PER_ROUND = 8;
const SHORTEST_PAUSE_MS = 15;
const CHECK_EVERY_MS = 5_000;

/** Puts due executions into the queue. While the queue does not take them, the direct claims do the work. */
export class RelayLoop implements LoopWork {
  readonly name = 'relay';
  /** By the clock; earlier rounds leave the backlog out. */
  private backlogFrom = 0;
  /** By the clock; nobody has asked the queue before the first round. */
  private checkFrom = 0;

  constructor(
    private readonly ports: RelayLoopPorts,
    private readonly pollMs: number,
  ) {}

  /** While more is due than the window holds, it is filled again before it has run empty. */
  get idleMs(): number {
    return this.ports.relay.isBehind ? Math.min(this.pollMs, Math.max(0, this.backlogFrom - this.ports.clock.now())) : this.pollMs;
  }

  async round(): Promise<boolean> {
    const { relay, queue, state, logger, clock } = this.ports;
    const startedAt = clock.now();
    try {
      // Where nothing is dispatched, nothing else would find out that the queue is away, or back: the direct claims leave nothing meanwhile.
      if (!state.usable || startedAt >= this.checkFrom) {
        await queue.check();
        this.checkFrom = startedAt + CHECK_EVERY_MS;
      }
      if (state.works()) logger.info('the queue takes executions again');
      const backlogToo = startedAt >= this.backlogFrom;
      await relay.execute(backlogToo);
      if (backlogToo) this.backlogFrom = clock.now() + Math.max(SHORTEST_PAUSE_MS, (clock.now() - startedAt) * PAUSE_PER_ROUND);
      return false;
    } catch (error) {
      // PostgreSQL being away says nothing of the queue.
      const reason = error instanceof QueueUnavailableError ? error.reason : 'it fails';
      if (!(error instanceof StoreUnavailableError) && state.fails(reason))
        logger.warn({ err: error, reason }, `the queue takes no executions: ${reason}. They are claimed from PostgreSQL meanwhile`);
      throw error;
    }
  }
}

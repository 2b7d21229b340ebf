import type { RetentionStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

/** Small enough that a round holds nobody up. */
const MOST_PER_ROUND = 100;
/** Nothing is due to the minute that is counted in days. */
const IDLE_MS = 60_000;

/** Erases personal data that was kept as long as its org said. */
export class RetentionSweeper implements LoopWork {
  readonly name = 'retention';
  readonly idleMs = IDLE_MS;

  constructor(private readonly retention: RetentionStore) {}

  async round(): Promise<boolean> {
    return (await this.retention.eraseOverdue(MOST_PER_ROUND)) > 0;
  }
}

import type { ReadStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

/** Small enough that a round holds nobody up. */
const MOST_PER_ROUND = 500;
/** Nothing is due to the minute that is counted in days. */
const IDLE_MS = 60_000;

/** Forgets who read personal data once that was kept as long as the deployment says. */
export class ReadsSweeper implements LoopWork {
  readonly name = 'reads';
  readonly idleMs = IDLE_MS;

  constructor(
    private readonly reads: ReadStore,
    private readonly keptDays: number,
  ) {}

  async round(): Promise<boolean> {
    return (await this.reads.forget(this.keptDays, MOST_PER_ROUND)) > 0;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { StackProgress } from './stack-options';

/** Something that was started and must be ended. */
export interface Closer {
  readonly name: string;
  /** Where it comes in the order of stopping, low first; among the clients when not said. */
  readonly rank?: number;
  /** May return what is worth telling. */
  readonly stop: () => Promise<unknown>;
  /** Ends it without waiting for anything; `stop` when not said. */
  readonly kill?: () => Promise<unknown>;
}

/** Who uses others stops before them; metrics, queue and logs are looks at what is left by then. */
export const STOP_ORDER = {
  metrics: 0,
  worker: 1,
  gateway: 2,
  sandbox: 3,
  client: 4,
  queue: 5,
  redis: 6,
  postgres: 7,
  logs: 8,
  folder: 9,
} as const;

const DEADLINE_MS = 20_000;
const KILL_DEADLINE_MS = 5_000;

/** Everything that was started, ended in a sane order, whatever of it fails to end. */
export class Closers {
  private readonly closers: Closer[] = [];
  private stopping: Promise<void> | undefined;

  constructor(private readonly progress: StackProgress) {}

  add(closer: Closer): void {
    this.closers.push(closer);
  }

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Those of one rank at the same time, ranks one after the other. Twice is once. */
  stopAll(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  async killAll(): Promise<void> {
    await this.inOrder((closer) => this.within(closer.name, closer.kill ?? closer.stop, KILL_DEADLINE_MS));
  }

  private stopInOrder(): Promise<void> {
    return this.inOrder(async (closer) => {
      const outcome = await this.within(closer.name, closer.stop, DEADLINE_MS);
      if (outcome === 'killed') this.progress.tell(`${closer.name} did not stop in time and was killed.`);
    });
  }

  private async inOrder(end: (closer: Closer) => Promise<unknown>): Promise<void> {
    const ranks = [...new Set(this.closers.map(rankOf))].sort((a, b) => a - b);
    for (const rank of ranks) await Promise.all(this.closers.filter((closer) => rankOf(closer) === rank).map(end));
  }

  private async within(name: string, act: () => Promise<unknown>, deadlineMs: number): Promise<unknown> {
    const timer = new AbortController();
    const late = pause(deadlineMs, LATE, { signal: timer.signal }).catch(() => LATE);
    try {
      const outcome = await Promise.race([act(), late]);
      if (outcome === LATE) this.progress.tell(`${name} did not stop within ${deadlineMs / 1000} s.`);
      return outcome;
    } catch (error) {
      this.progress.tell(`${name} could not be stopped: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    } finally {
      timer.abort();
    }
  }
}

const LATE = Symbol('late');

function rankOf({ rank = STOP_ORDER.client }: Closer): number {
  return rank;
}

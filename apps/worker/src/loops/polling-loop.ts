import type { Clock } from '@countersign/engine';
import type { Logger } from '@countersign/observability';

export interface LoopWork {
  /** For logs. */
  readonly name: string;
  /** One round; true when there is probably more to do at once. */
  round(): Promise<boolean>;
  /** Milliseconds between rounds that found nothing. */
  readonly idleMs: number;
  /** Takes what starts the next round early, for work that itself finds out that there is more to do. */
  attach?(wake: () => void): void;
}

const LONGEST_BACK_OFF_MS = 5_000;

/** Runs rounds one after another until stopped; a hint starts the next one early, an error waits a growing while. */
export class PollingLoop {
  private readonly stopping = new AbortController();
  private pause = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failures = 0;

  constructor(
    private readonly work: LoopWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    work.attach?.(() => {
      this.wake();
    });
  }

  start(): void {
    this.running = this.run();
  }

  /** There may be something to do. */
  wake(): void {
    this.pause.abort();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping()) {
      // A hint that arrives during the round must not be lost: it belongs to the pause after it.
      this.pause = new AbortController();
      const more = await this.round();
      if (!more && !this.isStopping()) await this.clock.sleep(this.pauseMs(), this.pause.signal);
    }
  }

  /** Changes while a round is awaited. */
  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async round(): Promise<boolean> {
    try {
      const more = await this.work.round();
      this.failures = 0;
      return more;
    } catch (error) {
      this.failures += 1;
      if (this.failures === 1)
        this.logger.warn({ err: error, loop: this.work.name }, 'a round failed; it is tried again until it succeeds');
      // Hints do not shorten the wait after a failure.
      await this.clock.sleep(Math.min(this.work.idleMs * 2 ** Math.min(this.failures, 6), LONGEST_BACK_OFF_MS), this.stopping.signal);
      return false;
    }
  }

  private pauseMs(): number {
    return this.failures > 0 ? 0 : this.work.idleMs;
  }
}

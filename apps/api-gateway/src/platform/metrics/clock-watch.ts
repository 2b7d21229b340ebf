import { StoreUnavailableError } from '@countersign/engine';

const EVERY_MS = 15_000;
/** Beyond this our times and those of the stored requests no longer fit together, and tokens may be judged wrongly. */
const TOLERATED_MS = 2_000;

export interface ClockWatchPorts {
  /** Milliseconds by which the database's clock is ahead of ours. */
  readonly aheadMs: () => Promise<number>;
  readonly show: (aheadMs: number) => void;
  readonly warn: (aheadMs: number) => void;
  /** The clock could not be read although the database is there. */
  readonly fail: (error: unknown) => void;
}

/** Compares the clock of this process with the database's, whose time is the truth. Warns once each time that they drift apart. */
export class ClockWatch {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isApart = false;

  constructor(private readonly ports: ClockWatchPorts) {}

  async start(): Promise<void> {
    await this.look();
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.start(), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  async look(): Promise<void> {
    try {
      const aheadMs = await this.ports.aheadMs();
      this.ports.show(aheadMs);
      const wasApart = this.isApart;
      this.isApart = Math.abs(aheadMs) > TOLERATED_MS;
      if (this.isApart && !wasApart) this.ports.warn(aheadMs);
    } catch (error) {
      // A database that is away is told of elsewhere.
      if (!(error instanceof StoreUnavailableError)) this.ports.fail(error);
    }
  }
}

import type { Clock } from '@countersign/engine';

/** What becomes of what waits. */
export interface WritingSigns {
  /** So many are in the database. */
  written(count: number): void;
  /** So many never will be: there were too many at once, or the database does not take them. */
  lost(count: number, error?: unknown): void;
}

export interface Writing<Item> {
  readonly store: (batch: readonly Item[]) => Promise<void>;
  /** What was held back and is due now; all of it at the last write. */
  readonly due: (isLast: boolean) => readonly Item[];
  readonly signs: WritingSigns;
  /** What waits at most, with what is being written. */
  readonly most: number;
}

const EVERY_MS = 1_000;

/** Items wait in memory and are written together once a second, so that noting one costs no round trip. What waits when the process is killed is lost. */
export class WrittenTogether<Item> {
  private waiting: Item[] = [];
  /** Those that are being written have to wait again should that fail. */
  private underWay = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly way: Writing<Item>,
  ) {}

  get isFull(): boolean {
    return this.waiting.length + this.underWay >= this.way.most;
  }

  add(item: Item): void {
    if (this.isFull) this.way.signs.lost(1);
    else this.waiting.push(item);
  }

  start(): void {
    this.writing = this.run();
  }

  /** Resolves when what was added is written, or cannot be. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.writing;
    await this.write(true);
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.write(false);
      await this.clock.sleep(EVERY_MS, this.stopping.signal);
    }
  }

  private async write(isLast: boolean): Promise<void> {
    for (const due of this.way.due(isLast)) this.add(due);
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.underWay = batch.length;
    try {
      await this.way.store(batch);
      this.way.signs.written(batch.length);
    } catch (error) {
      // Kept for the next second, there is room: a write whose answer was lost may so be in the journal twice.
      if (isLast) this.way.signs.lost(batch.length, error);
      else this.waiting = [...batch, ...this.waiting];
    } finally {
      this.underWay = 0;
    }
  }
}

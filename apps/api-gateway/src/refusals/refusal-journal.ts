import type { Clock, RefusalStore, SecurityRefusal, SecurityRefusals } from '@countersign/engine';
import { RepeatedRefusals, type WaitingRefusal } from './repeated-refusals';

/** What the journal of refusals tells of itself. */
export interface RefusalSigns {
  /** So many are in the database. */
  written(count: number): void;
  /** So many never will be: there were too many at once, or the database does not take them. */
  lost(count: number, error?: unknown): void;
}

/** What waits to be written at most; more in a second is an attack, and the metric says how much more. */
const MOST_WAITING = 1_000;
const EVERY_MS = 1_000;

/**
 * Refusals wait in memory and are written together once a second, so that refusing costs no round trip and cannot be used to keep the
 * database busy. What may come in any number is gathered first. What a process held when it was killed is lost: the last second's, and the
 * last minute's of what is gathered.
 */
export class RefusalJournal implements SecurityRefusals {
  private waiting: WaitingRefusal[] = [];
  private readonly repeated = new RepeatedRefusals();
  private writing: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly store: RefusalStore,
    private readonly clock: Clock,
    private readonly signs: RefusalSigns,
  ) {}

  note({ isGathered, ...refusal }: SecurityRefusal): void {
    const noted = { ...refusal, notedAt: this.clock.now(), times: 1 };
    if (!isGathered || !this.repeated.keeps(noted)) this.wait(noted);
  }

  start(): void {
    this.writing = this.run();
  }

  /** Resolves when what was noted is written, or cannot be. */
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

  private wait(refusal: WaitingRefusal): void {
    if (this.waiting.length >= MOST_WAITING) this.signs.lost(refusal.times);
    else this.waiting.push(refusal);
  }

  private async write(isLast: boolean): Promise<void> {
    for (const gathered of this.repeated.due(isLast ? Infinity : this.clock.now())) this.wait(gathered);
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      const now = this.clock.now();
      await this.store.add(batch.map(({ notedAt, ...refusal }) => ({ ...refusal, agoMs: now - notedAt })));
      this.signs.written(batch.length);
    } catch (error) {
      // Kept for the next second, as far as there is room: a write whose answer was lost may so be in the journal twice.
      const kept = isLast ? [] : batch.slice(0, MOST_WAITING - this.waiting.length);
      this.waiting = [...kept, ...this.waiting];
      if (batch.length > kept.length) this.signs.lost(batch.length - kept.length, error);
    }
  }
}

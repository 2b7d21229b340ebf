import type { Clock, NotedRefusal, RefusalStore, SecurityRefusal, SecurityRefusals } from '@countersign/engine';
import { agoMs, Gathered, type Repeatable } from '../batches/gathered';
import { type WritingSigns, WrittenTogether } from '../batches/written-together';

/** A refusal that is not written yet. */
type WaitingRefusal = Omit<NotedRefusal, 'agoMs'> & Repeatable;

/** What waits to be written at most; more in a second is an attack, and the metric says how much more. */
const MOST_WAITING = 1_000;

/**
 * Refusals are written together, so that refusing cannot be used to keep the database busy. What may come in any number is gathered first.
 * What a process held when it was killed is lost: the last second's, and the last minute's of what is gathered.
 */
export class RefusalJournal implements SecurityRefusals {
  private readonly repeated = new Gathered<WaitingRefusal>(({ orgId, userId, code }) => `${orgId}/${userId}/${code}`);
  private readonly written: WrittenTogether<WaitingRefusal>;

  constructor(
    store: RefusalStore,
    private readonly clock: Clock,
    signs: WritingSigns,
  ) {
    this.written = new WrittenTogether(clock, {
      store: (batch) => store.add(batch.map((refusal) => ({ ...refusal, agoMs: agoMs(clock.now(), refusal) }))),
      due: (isLast) => this.repeated.due(isLast ? Infinity : clock.now()),
      signs,
      most: MOST_WAITING,
    });
  }

  note({ isGathered, ...refusal }: SecurityRefusal): void {
    const noted = { ...refusal, notedAt: this.clock.now(), times: 1 };
    if (!isGathered || !this.repeated.keeps(noted)) this.written.add(noted);
  }

  start(): void {
    this.written.start();
  }

  /** Resolves when what was noted is written, or cannot be. */
  stop(): Promise<void> {
    return this.written.stop();
  }
}

import { type Clock, type NotedRead, type PersonRead, type PersonReads, type ReadStore, WorkflowError } from '@countersign/engine';
import { agoMs, Gathered, type Repeatable } from '../batches/gathered';
import { type WritingSigns, WrittenTogether } from '../batches/written-together';

type WaitingRead = Omit<NotedRead, 'agoMs'> & Repeatable;

/** What waits to be written at most: while the database takes nothing, no more than this is shown. */
const MOST_WAITING = 5_000;

/**
 * Reads of personal data on their way into the journal: noted before the answer is sent, written together once a second. The same read
 * again within a minute is gathered. What a process held when it was killed is lost: the last second's, and repeats of the last minute.
 */
export class PersonReadJournal implements PersonReads {
  private readonly repeated = new Gathered<WaitingRead>(({ orgId, person, what, filter, requestId }) =>
    JSON.stringify([orgId, person.id, what, requestId, filter]),
  );
  private readonly written: WrittenTogether<WaitingRead>;

  constructor(
    store: ReadStore,
    private readonly clock: Clock,
    signs: WritingSigns,
  ) {
    this.written = new WrittenTogether(clock, {
      store: (batch) => store.add(batch.map((read) => ({ ...read, agoMs: agoMs(clock.now(), read) }))),
      due: (isLast) => this.repeated.due(isLast ? Infinity : clock.now()),
      signs,
      most: MOST_WAITING,
    });
  }

  note(read: PersonRead): void {
    if (this.written.isFull)
      throw WorkflowError.of('unavailable', 'Who reads cannot be journaled right now, so nothing is shown. Try again in a moment.');
    const noted = { ...read, notedAt: this.clock.now(), times: 1 };
    if (!this.repeated.keeps(noted)) this.written.add(noted);
  }

  start(): void {
    this.written.start();
  }

  /** Resolves when what was noted is written, or cannot be. */
  stop(): Promise<void> {
    return this.written.stop();
  }
}

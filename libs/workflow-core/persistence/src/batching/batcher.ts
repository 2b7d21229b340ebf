import { StoreUnavailableError } from '@countersign/engine';
import { TurnedAwayError, type WaitingRoom } from './waiting-room';

/** What one job of a batch came to; a job may fail alone. */
export type JobEnd<Result> = { readonly result: Result } | { readonly error: unknown };

export interface BatcherOptions<Job, Result> {
  readonly maxSize: number;
  /** Everybody waits for as long as it takes when not said. */
  readonly room?: WaitingRoom | undefined;
  /** Jobs that share a key never run in the same batch: the second goes to a later one. */
  keysOf(job: Job): readonly string[];
  /** Runs a batch; one end per job, in order. A rejection fails the whole batch. */
  run(jobs: readonly Job[]): Promise<readonly JobEnd<Result>[]>;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly keys: readonly string[];
  /** By `performance.now()`. */
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: concurrent callers share one statement. A lone caller waits for nobody; a batch forms only
 * from those who arrive together or while the previous batch runs.
 */
export class Batcher<Job, Result> {
  /** The oldest first. */
  private waiting: Waiting<Job, Result>[] = [];
  private running = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: BatcherOptions<Job, Result>) {}

  /** @throws StoreUnavailableError where there is a waiting room and it is full, or the job's turn did not come in time */
  add(job: Job): Promise<Result> {
    const { room } = this.options;
    if (room && this.waiting.length >= room.most) return Promise.reject(turnedAway('too many wait already'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, keys: this.options.keysOf(job), since: performance.now(), resolve, reject });
      if (this.running) {
        if (room) this.watch(room);
        return;
      }
      this.running = true;
      // Callers of the same turn of the event loop join; nobody waits for a timer.
      queueMicrotask(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) await this.runBatch(this.takeBatch());
    this.running = false;
  }

  private takeBatch(): Waiting<Job, Result>[] {
    const batch: Waiting<Job, Result>[] = [];
    const passedOver: Waiting<Job, Result>[] = [];
    const taken = new Set<string>();
    let seen = 0;
    for (; seen < this.waiting.length && batch.length < this.options.maxSize; seen++) {
      const waiting = this.waiting[seen];
      if (!waiting) break;
      (waiting.keys.every((key) => !taken.has(key)) ? batch : passedOver).push(waiting);
      // Keys of those passed over are taken too, so that jobs with the same key keep their order.
      for (const key of waiting.keys) taken.add(key);
    }
    this.waiting = [...passedOver, ...this.waiting.slice(seen)];
    return batch;
  }

  private async runBatch(batch: readonly Waiting<Job, Result>[]): Promise<void> {
    try {
      const ends = await this.options.run(batch.map(({ job }) => job));
      batch.forEach(({ resolve, reject }, index) => {
        const end = ends[index];
        if (end === undefined) reject(new Error('The batch gave no end for this job.'));
        else if ('error' in end) reject(end.error);
        else resolve(end.result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
      // What failed for all, such as no connection in time, would cost those behind it their patience twice.
      const { room } = this.options;
      if (room) this.turnAwayOld(room.longestMs / 2);
    }
  }

  /** One timer for all who wait: it goes off when the oldest has waited for too long, also while a batch hangs. */
  private watch(room: WaitingRoom): void {
    const [oldest] = this.waiting;
    if (this.timer || !oldest) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.turnAwayOld(room.longestMs);
        this.watch(room);
      },
      Math.max(1, oldest.since + room.longestMs - performance.now()),
    );
    this.timer.unref();
  }

  private turnAwayOld(waitedMs: number): void {
    const before = performance.now() - waitedMs;
    const old = this.waiting.filter(({ since }) => since <= before);
    this.waiting = this.waiting.filter(({ since }) => since > before);
    for (const { reject } of old) reject(turnedAway('its turn did not come in time'));
  }
}

function turnedAway(reason: ConstructorParameters<typeof TurnedAwayError>[0]): StoreUnavailableError {
  return new StoreUnavailableError(new TurnedAwayError(reason));
}

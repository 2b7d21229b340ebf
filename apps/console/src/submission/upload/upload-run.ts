import { IN_PROGRESS, isTurnedAway, isUnclear } from '../../api/lost-answer';
import { CallFailed, type Problem } from '../../api/problem';
import type { RequestView } from '../../api/request-view';
import type { Submitted } from '../submit';

export interface RunRow {
  readonly line: number;
  /** The submission as JSON. */
  readonly text: string;
  /** Its Idempotency-Key. */
  readonly key: string;
}

export type RowOutcome =
  /** `isEarlier`: by an upload before this one. */
  | { readonly kind: 'submitted'; readonly request: RequestView; readonly isEarlier: boolean }
  /** `isUnknown`: a try before it may have been received. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[]; readonly message: string; readonly isUnknown?: boolean };

export type HoldUp = 'silence' | 'busy';

export interface RunState {
  /** `paused` by the person, `unreachable` by itself; both can be resumed. */
  readonly phase: 'running' | 'paused' | 'unreachable' | 'cancelled' | 'done';
  readonly total: number;
  readonly submitted: number;
  /** Of these, those that had been submitted by an upload before. */
  readonly earlier: number;
  readonly refused: number;
  /** What a row waits for before it is tried again: for no answer at all, or for a gateway that asked to slow down. */
  readonly heldUpBy: HoldUp | undefined;
  readonly outcomes: ReadonlyMap<number, RowOutcome>;
  /** Rows that were sent and of which no answer came. */
  readonly unknown: ReadonlySet<number>;
}

interface Means {
  /** Must be safe to repeat for the same row. */
  readonly submit: (row: RunRow) => Promise<Submitted>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const LANES = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** In a row; then the run stops by itself until somebody resumes it. */
const MOST_FAILURES = 6;
const KEY_REUSED = 2101;

/** Submits the rows of a file, a few at a time, each until it is known what became of it. */
export class UploadRun {
  private readonly outcomes = new Map<number, RowOutcome>();
  private readonly listeners = new Set<() => void>();
  private readonly queue: RunRow[];
  private readonly total: number;
  private phase: RunState['phase'] = 'paused';
  private lanes = 0;
  private readonly heldUp: Record<HoldUp, number> = { silence: 0, busy: 0 };
  private failures = 0;
  private submitted = 0;
  private earlier = 0;
  private readonly unknown = new Set<number>();
  private current: RunState;

  constructor(
    rows: readonly RunRow[],
    private readonly means: Means,
  ) {
    this.queue = [...rows];
    this.total = rows.length;
    this.current = this.picture();
  }

  /** Starts, and goes on after a pause. Without effect when it is running or over. */
  resume(): void {
    if (this.phase !== 'paused' && this.phase !== 'unreachable') return;
    this.phase = 'running';
    this.failures = 0;
    for (let missing = LANES - this.lanes; missing > 0; missing -= 1) void this.lane();
    this.tell();
  }

  /** What is under way is still waited for; nothing more is begun. */
  pause(): void {
    if (this.phase === 'running') this.end('paused');
  }

  /** For good: what was not begun is not submitted. */
  cancel(): void {
    if (this.phase !== 'done') this.end('cancelled');
  }

  readonly state = (): RunState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async lane(): Promise<void> {
    this.lanes += 1;
    for (let row = this.next(); row; row = this.next()) await this.submitUntilKnown(row);
    this.lanes -= 1;
    if (this.outcomes.size === this.total && this.phase !== 'done') this.end('done');
  }

  private next(): RunRow | undefined {
    return this.phase === 'running' ? this.queue.shift() : undefined;
  }

  private async submitUntilKnown(row: RunRow): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const known = await this.tryOnce(row, tries);
      if (known) {
        this.failures = 0;
        this.outcomes.set(row.line, known);
        if (known.kind === 'submitted' || !known.isUnknown) this.unknown.delete(row.line);
        if (known.kind === 'submitted') this.submitted += 1;
        if (known.kind === 'submitted' && known.isEarlier) this.earlier += 1;
        this.tell();
        return;
      }
      if (this.phase !== 'running') {
        this.queue.unshift(row);
        this.tell();
        return;
      }
    }
  }

  /** @returns what became of the row; nothing when it has to be tried again */
  private async tryOnce(row: RunRow, tries: number): Promise<RowOutcome | undefined> {
    try {
      const { request, isReplay } = await this.means.submit(row);
      // When this upload has tried before, the earlier try of which no answer came was its own.
      return { kind: 'submitted', request, isEarlier: isReplay && tries === 1 && !this.unknown.has(row.line) };
    } catch (error) {
      const failure = error instanceof CallFailed ? error : new CallFailed(0, []);
      const isBusy = failure.status === 429 || failure.status === 503 || failure.problems.some(({ code }) => code === IN_PROGRESS);
      const mayBeThere: boolean = isUnclear(failure);
      // A session that has ended is for the next person signed in.
      if (!isBusy && !mayBeThere && failure.status !== 401) return this.refused(row, failure);
      if (mayBeThere) this.unknown.add(row.line);
      if (!isBusy) this.countFailure();
      await this.holdUp(
        isBusy ? 'busy' : 'silence',
        (failure.retryAfterSeconds ?? 0) * 1_000 || Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)),
      );
      return undefined;
    }
  }

  /** Who is turned away is not told what became of the try before. */
  private refused({ line }: RunRow, failure: CallFailed): RowOutcome {
    const refused = { kind: 'refused', problems: failure.problems } as const;
    if (!this.unknown.has(line) || !isTurnedAway(failure)) return { ...refused, message: wordsFor(failure) };
    return { ...refused, message: `It may have been received the first time. This time: ${failure.message}`, isUnknown: true };
  }

  private countFailure(): void {
    this.failures += 1;
    if (this.failures >= MOST_FAILURES && this.phase === 'running') this.end('unreachable');
  }

  private async holdUp(by: HoldUp, milliseconds: number): Promise<void> {
    this.heldUp[by] += 1;
    this.tell();
    await this.means.wait(milliseconds);
    this.heldUp[by] -= 1;
  }

  private end(phase: RunState['phase']): void {
    this.phase = phase;
    this.tell();
  }

  private tell(): void {
    this.current = this.picture();
    for (const listener of this.listeners) listener();
  }

  private picture(): RunState {
    return {
      phase: this.phase,
      total: this.total,
      submitted: this.submitted,
      earlier: this.earlier,
      refused: [...this.outcomes.values()].filter((outcome) => outcome.kind === 'refused' && !outcome.isUnknown).length,
      heldUpBy: this.heldUp.silence > 0 ? 'silence' : this.heldUp.busy > 0 ? 'busy' : undefined,
      outcomes: this.outcomes,
      unknown: this.unknown,
    };
  }
}

function wordsFor(failure: CallFailed): string {
  return failure.problems.some(({ code }) => code === KEY_REUSED)
    ? 'It was received before, and the row was changed since. Look for its request under “My requests”.'
    : failure.message;
}

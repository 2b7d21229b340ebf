/** When calls are held back because the API fails, and for how long. */
export interface BreakerRule {
  /** Opens at this part of failed calls or more, from 0 to 1. */
  readonly failedShare: number;
  /** Judges by so many of the last calls at least, however long they took. */
  readonly leastCalls: number;
  /** Judges by all calls of this time where there are more of them. */
  readonly windowMs: number;
  /** How long it stays open before one call may try. */
  readonly pauseMs: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * How a call went as far as the breaker goes. `hopeless`: no other call can fare better, so that one is enough to open. `none`: it was not
 * made after all.
 */
export type CallVerdict = 'answered' | 'failed' | 'hopeless' | 'none';

/** A call that the breaker let through. */
export interface LetThrough {
  /** Its end decides whether calls begin again. */
  readonly isProbe: boolean;
}

interface Slice {
  readonly number: number;
  calls: number;
  failed: number;
}

const SLICES = 30;
/** After so long without a call that ended, what was before says nothing any more. Longer than any call takes. */
const SILENCE_MS = 600_000;

/**
 * Asked before a call is claimed and told of its end. Times are milliseconds that only grow. It keeps the last few calls, because
 * slow ones never fill a window, and counts by slices of the window, because a few calls of many say little: its memory does not depend on
 * the rate of calls.
 */
export class CircuitBreaker {
  private slices: Slice[] = [];
  /** Whether each of the last calls failed, the newest last. */
  private last: boolean[] = [];
  private endedAt = Number.NEGATIVE_INFINITY;
  private openedAt: number | undefined;
  private isProbing = false;

  constructor(private readonly rule: BreakerRule) {}

  state(now: number): BreakerState {
    if (this.openedAt === undefined) return 'closed';
    return now - this.openedAt < this.rule.pauseMs ? 'open' : 'half-open';
  }

  /** Undefined: no call may begin now. */
  begin(now: number): LetThrough | undefined {
    const state = this.state(now);
    if (state === 'closed') return { isProbe: false };
    if (state === 'open' || this.isProbing) return undefined;
    this.isProbing = true;
    return { isProbe: true };
  }

  /** What the end of a call changed, if anything. One that began before it opened says nothing new when it ends after. */
  end({ isProbe }: LetThrough, verdict: CallVerdict, now: number): 'opened' | 'closed' | undefined {
    if (isProbe) return this.endProbe(verdict, now);
    if (verdict === 'none' || this.openedAt !== undefined) return undefined;
    this.count(verdict !== 'answered', now);
    if (verdict === 'answered' || (verdict === 'failed' && !this.isFailing(now))) return undefined;
    this.openedAt = now;
    return 'opened';
  }

  private endProbe(verdict: CallVerdict, now: number): 'closed' | undefined {
    this.isProbing = false;
    if (verdict === 'failed' || verdict === 'hopeless') this.openedAt = now;
    if (verdict !== 'answered') return undefined;
    this.openedAt = undefined;
    this.slices = [];
    this.last = [];
    return 'closed';
  }

  private count(failed: boolean, now: number): void {
    const heard = now - this.endedAt > SILENCE_MS ? [] : this.last;
    this.last = [...heard, failed].slice(-this.rule.leastCalls);
    this.endedAt = now;
    const number = Math.floor(now / this.sliceMs);
    this.slices = this.recent(now);
    let slice = this.slices.at(-1);
    if (slice?.number !== number) this.slices.push((slice = { number, calls: 0, failed: 0 }));
    slice.calls += 1;
    if (failed) slice.failed += 1;
  }

  private isFailing(now: number): boolean {
    const recent = this.recent(now);
    const calls = recent.reduce((sum, slice) => sum + slice.calls, 0);
    const failed = recent.reduce((sum, slice) => sum + slice.failed, 0);
    if (calls > this.rule.leastCalls) return failed >= calls * this.rule.failedShare;
    const failedLast = this.last.filter((hasFailed) => hasFailed).length;
    return this.last.length >= this.rule.leastCalls && failedLast >= this.last.length * this.rule.failedShare;
  }

  private recent(now: number): Slice[] {
    const oldest = Math.floor(now / this.sliceMs) - SLICES;
    return this.slices.filter(({ number }) => number > oldest);
  }

  private get sliceMs(): number {
    return this.rule.windowMs / SLICES;
  }
}

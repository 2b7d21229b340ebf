/** Calls of which the mean is taken. */
const SAMPLE = 30;
/** As a multiple of the mean within a share: up to here one call more is tried, */
const AS_QUICK = 1.05;
/** and from here one is taken back. */
const SLOWER = 1.2;
const PROBE_EVERY_MS = 10_000;
/** Of the time at most this part is spent on finding out how quick calls are within a share. */
const PROBES_PART = 0.1;

/**
 * How many calls of one org may be under way at once, beyond its share: as many as leave calls as quick as they are within the share. More
 * calls than the loyalty API, the database or this machine can serve at once are not done sooner: they only stand before those of other orgs.
 * Every ten seconds the org is held to its share for a moment, to measure how quick calls are then.
 */
export class BorrowingPace {
  private allowed: number;
  private probing = false;
  private phaseBeganAt: number;
  private probeAt: number;
  /** The mean within the share; nothing is called slow before it is known. */
  private quickMs = Number.POSITIVE_INFINITY;
  private count = 0;
  private sumMs = 0;

  /**
   * @param share calls at once that an org has for sure
   * @param most calls at once that it may ever have
   * @param now milliseconds that only grow
   */
  constructor(
    private readonly share: number,
    private readonly most: number,
    private readonly now: () => number,
  ) {
    this.allowed = most;
    this.phaseBeganAt = now();
    this.probeAt = this.phaseBeganAt;
  }

  /** Calls at once that an org may have now. */
  get calls(): number {
    return this.probing ? this.share : this.allowed;
  }

  /** A call that was answered. What began in an earlier phase says nothing of this one. */
  answered(beganAt: number): void {
    if (this.share >= this.most || beganAt < this.phaseBeganAt) return;
    this.count += 1;
    this.sumMs += this.now() - beganAt;
    if (this.count >= SAMPLE) this.conclude(this.sumMs / this.count);
  }

  private conclude(meanMs: number): void {
    const now = this.now();
    if (this.probing) {
      this.quickMs = meanMs;
      this.probeAt = now + Math.max(PROBE_EVERY_MS, (now - this.phaseBeganAt) / PROBES_PART);
    } else if (meanMs > this.quickMs * SLOWER) this.allowed = Math.max(this.share, this.allowed - 1);
    else if (meanMs <= this.quickMs * AS_QUICK) this.allowed = Math.min(this.most, this.allowed + 1);
    this.probing = now >= this.probeAt;
    this.phaseBeganAt = now;
    this.count = 0;
    this.sumMs = 0;
  }
}

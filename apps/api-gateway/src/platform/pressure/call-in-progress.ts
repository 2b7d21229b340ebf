/** Milliseconds in which every call is answered, waiting for an outcome aside. */
const LONGEST_MS = 5_000;

/** One call at work, from the arrival of its body to its answer. */
export class CallInProgress {
  private timer: NodeJS.Timeout | undefined;
  private isAtWork = true;

  /**
   * @param onOverdue told when its time is over
   * @param onLeave told once, when it no longer is at work
   */
  constructor(
    private readonly onOverdue: () => void,
    private readonly onLeave: () => void,
  ) {
    this.restart(LONGEST_MS);
  }

  /** From here on it only waits for an outcome, for at most so long; afterwards it has its time once more. */
  wait(ms: number): void {
    this.leave();
    this.restart(ms + LONGEST_MS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.leave();
  }

  private restart(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.onOverdue, ms);
    this.timer.unref();
  }

  private leave(): void {
    if (!this.isAtWork) return;
    this.isAtWork = false;
    this.onLeave();
  }
}

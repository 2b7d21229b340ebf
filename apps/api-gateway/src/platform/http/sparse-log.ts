/** Keeps a line that every call of an outage would write down to one in so many milliseconds. */
export class SparseLog {
  private nextAt = Number.NEGATIVE_INFINITY;
  private passedOver = 0;

  constructor(
    private readonly everyMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param write told how many lines were passed over since the last one */
  tell(write: (passedOver: number) => void): void {
    const now = this.now();
    if (now < this.nextAt) {
      this.passedOver += 1;
      return;
    }
    this.nextAt = now + this.everyMs;
    write(this.passedOver);
    this.passedOver = 0;
  }
}

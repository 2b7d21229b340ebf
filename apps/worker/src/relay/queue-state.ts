/** Whether the queue takes executions right now. Shared by the relay, which finds out, and by the direct claims, which step in. */
export class QueueState {
  private available: boolean;

  /**
   * @param configured false where this deployment runs without Redis
   * @param longestWaitMs how long due work is left to a queue that seems to be there
   */
  constructor(
    readonly configured: boolean,
    private readonly longestWaitMs: number,
  ) {
    this.available = configured;
  }

  get usable(): boolean {
    return this.available;
  }

  /** How long work may be due before it is claimed without the queue. */
  get patienceMs(): number {
    return this.available ? this.longestWaitMs : 0;
  }

  /** True when this changed something. */
  report(available: boolean): boolean {
    const changed = this.available !== available;
    this.available = available;
    return changed;
  }
}

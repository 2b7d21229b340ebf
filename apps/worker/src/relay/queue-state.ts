/** Whether the queue takes executions right now. Shared by the relay, which finds out, and by the direct claims, which step in. */
export class QueueState {
  private available: boolean;

  /** @param configured false where this deployment runs without Redis */
  constructor(readonly configured: boolean) {
    this.available = configured;
  }

  get usable(): boolean {
    return this.available;
  }

  /** True when this changed something. */
  report(available: boolean): boolean {
    const changed = this.available !== available;
    this.available = available;
    return changed;
  }
}

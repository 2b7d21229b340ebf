import type { DispatchedExecution, ExecutionQueue } from '../ports/execution-queue';

/** A queue that a test empties, hands out twice or takes away: all that Redis may do to us. */
export class InMemoryExecutionQueue implements ExecutionQueue {
  private readonly jobs = new Map<string, DispatchedExecution>();
  /** While false nothing is taken. */
  reachable = true;

  async add(due: readonly DispatchedExecution[]): Promise<void> {
    await this.check();
    for (const job of due) this.jobs.set(`${job.requestId}-${job.epoch}`, job);
  }

  async check(): Promise<void> {
    if (!this.reachable) throw new Error('The queue cannot be reached.');
  }

  get size(): number {
    return this.jobs.size;
  }

  /** In the order in which they were added. */
  get waiting(): readonly DispatchedExecution[] {
    return [...this.jobs.values()];
  }

  /** The oldest job; it leaves the queue unless its holder is taken for stalled and it will be handed out again. */
  take(stalled = false): DispatchedExecution | undefined {
    for (const [id, job] of this.jobs) {
      if (!stalled) this.jobs.delete(id);
      return job;
    }
    return undefined;
  }

  /** What a flush, a fail-over or an eviction does. */
  lose(): void {
    this.jobs.clear();
  }
}

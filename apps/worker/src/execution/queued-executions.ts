import type { DueExecution, StartExecutions } from '@countersign/engine';
import type { ExecutionHandler } from '@countersign/queue';

/** What a job leads to. A job is only a hint: what it names is claimed from PostgreSQL or there is nothing to do. */
export class QueuedExecutions implements ExecutionHandler {
  constructor(private readonly start: StartExecutions) {}

  /** Without room the job ends at once and its execution waits: the queue's slots are for others meanwhile. */
  handle(job: DueExecution): Promise<void> {
    return this.start.offer(job);
  }
}

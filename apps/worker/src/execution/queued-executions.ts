import type { ExecuteRequest, Lease } from '@countersign/engine';
import type { ExecutionHandler } from '@countersign/queue';

/** What a job leads to. A job is only a hint: what it names is claimed from PostgreSQL or there is nothing to do. */
export class QueuedExecutions implements ExecutionHandler {
  constructor(private readonly execute: ExecuteRequest) {}

  async handle(job: Lease): Promise<void> {
    await this.execute.execute(job);
  }
}

import type { DispatchedExecution, ExecutionQueue } from '@countersign/engine';
import type { Queue } from 'bullmq';
import { NO_ANSWER, redisTroubleWords, type RedisTrouble } from './redis-trouble';
import { EXECUTION_JOB, executionJobId, PROBE_JOB } from './execution-job';

const LONGEST_ADD_MS = 1_500;

/** Redis did not take the jobs, or did not say so in time; some of them may be there nevertheless. Nothing is lost by it. */
export class QueueUnavailableError extends Error {
  /** @param reason why, in words for operators */
  constructor(
    cause: unknown,
    readonly reason: string,
  ) {
    super(`Redis did not take the jobs: ${reason}`, { cause });
    this.name = 'QueueUnavailableError';
  }
}

/** Adds executions to the queue of their type, all of one type in one round trip. */
export class BullmqExecutionQueue implements ExecutionQueue {
  /**
   * @param queues by key of the request type
   * @param trouble knows why there is no connection
   */
  constructor(
    private readonly queues: ReadonlyMap<string, Queue>,
    private readonly trouble: Pick<RedisTrouble, 'reason' | 'recovered'>,
  ) {}

  /** @throws QueueUnavailableError within 1.5 seconds when Redis is away, hangs, is full or is a replica */
  async add(due: readonly DispatchedExecution[]): Promise<void> {
    const batches = [...new Set(due.map(({ type }) => type))].map((type) => ({
      queue: this.queueOf(type),
      jobs: due.filter((execution) => execution.type === type).map(jobOf),
    }));
    await this.takenInTime(Promise.all(batches.map(({ queue, jobs }) => queue.addBulk(jobs))));
  }

  /** Adding is the only test that also notices a full Redis or a replica. @throws QueueUnavailableError as `add` does */
  async check(): Promise<void> {
    const [queue] = this.queues.values();
    if (queue) await this.takenInTime(queue.add(PROBE_JOB, {}, { jobId: PROBE_JOB }));
  }

  private async takenInTime(adds: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), LONGEST_ADD_MS);
    });
    try {
      await Promise.race([adds, tooLate]);
      this.trouble.recovered();
    } catch (error) {
      throw new QueueUnavailableError(error, this.reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  private reasonOf(error: unknown): string {
    const words = redisTroubleWords(error);
    if (words !== undefined && words !== NO_ANSWER) return words;
    return this.trouble.reason ?? words ?? 'it cannot be reached';
  }

  private queueOf(type: string): Queue {
    const queue = this.queues.get(type);
    if (!queue) throw new Error(`There is no execution queue for ${type}; name the type in ExecutionQueueModule.forRoot.`);
    return queue;
  }
}

/** BullMQ takes jobs without a priority first, then those with the smallest number. */
function jobOf(execution: DispatchedExecution) {
  const { orgId, requestId, epoch, behind } = execution;
  const opts = { jobId: executionJobId(execution), ...(behind > 0 && { priority: behind }) };
  return { name: EXECUTION_JOB, data: { orgId, requestId, epoch }, opts };
}

import { Inject, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { type Job, WaitingError } from 'bullmq';
import { EXECUTION_HANDLER, type ExecutionHandler } from './execution-handler';
import { executionJob, PROBE_JOB } from './execution-job';
import { QueueShutdown } from './queue-shutdown';
import { RedisTrouble } from './redis-trouble';

/** What BullMQ stores of a failure: that there was one. The handler's error may quote what must not be in Redis. */
export class JobFailedError extends Error {
  constructor() {
    super('the job failed; see the log of the worker');
    this.name = 'JobFailedError';
  }
}

/** Takes jobs of one queue and hands them on, once the whole app stands. */
export abstract class ExecutionHost extends WorkerHost implements OnApplicationBootstrap {
  /** Key of the request type whose jobs these are. */
  protected abstract readonly type: string;
  private readonly logger = new Logger('ExecutionQueue');

  constructor(
    @Inject(EXECUTION_HANDLER) private readonly handler: ExecutionHandler,
    @Inject(QueueShutdown) private readonly shutdown: QueueShutdown,
    @Inject(RedisTrouble) private readonly trouble: RedisTrouble,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.shutdown.attach(this.worker);
    this.worker.run().catch(this.trouble.report);
  }

  /** A job that is not one of ours is dropped: trying it again would not make it one. One that comes late goes to another worker. */
  async process(job: Job, token?: string): Promise<void> {
    if (job.name === PROBE_JOB) return;
    const { data: lease } = executionJob.safeParse(job.data);
    if (!lease) {
      this.logger.warn(`Dropped a job of queue ${job.queueName} that does not have the form of one.`);
      return;
    }
    if (this.shutdown.isPaused) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    try {
      await this.shutdown.during(() => this.handler.handle({ ...lease, type: this.type }));
    } catch (error) {
      this.logger.error({ msg: 'A job failed', requestId: lease.requestId, epoch: lease.epoch, err: error });
      throw new JobFailedError();
    }
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.trouble.report(error);
  }
}

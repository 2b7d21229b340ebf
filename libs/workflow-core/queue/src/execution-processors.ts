import { executionQueueName } from '@countersign/contract';
import { Processor } from '@nestjs/bullmq';
import type { Type } from '@nestjs/common';
import type { WorkerOptions } from 'bullmq';
import { ExecutionHost } from './execution-host';
import { workerConnection } from './redis-connections';

export interface ExecutionProcessorsOptions {
  readonly redisUrl: string;
  /** Keys of the request types whose jobs this process takes. */
  readonly types: readonly string[];
  /** How many jobs of a type run at once in this process. */
  readonly concurrency: (type: string) => number;
}

/**
 * One processor per request type, to be listed among the providers of a module that imports `ExecutionQueueModule` and provides
 * `EXECUTION_HANDLER`.
 */
export function executionProcessors({ redisUrl, types, concurrency }: ExecutionProcessorsOptions): Type<ExecutionHost>[] {
  return types.map((type) => executionProcessor(type, { connection: workerConnection(redisUrl), concurrency: concurrency(type) }));
}

/**
 * A job that stalls, because its worker died or hung, is given up (`maxStalledCount` 0) and comes again from PostgreSQL, the one
 * owner of retries. Where BullMQ hands a job to two workers nevertheless, the claim lets only one of them through.
 */
const WORKER_OPTIONS = {
  autorun: false,
  lockDuration: 30_000,
  stalledInterval: 10_000,
  maxStalledCount: 0,
  runRetryDelay: 1_000,
  // A job that stayed would keep its id from being added again.
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
} satisfies Partial<WorkerOptions>;

function executionProcessor(type: string, options: Pick<WorkerOptions, 'connection' | 'concurrency'>): Type<ExecutionHost> {
  @Processor(executionQueueName(type), { ...WORKER_OPTIONS, ...options })
  class ExecutionProcessor extends ExecutionHost {
    protected readonly type = type;
  }
  return ExecutionProcessor;
}

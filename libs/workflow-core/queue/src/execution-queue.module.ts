import { executionQueueName } from '@countersign/contract';
import { EXECUTION_QUEUE } from '@countersign/engine';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { BullmqExecutionQueue } from './bullmq-execution-queue';
import { QueueShutdown } from './queue-shutdown';
import { producerConnection } from './redis-connections';
import { RedisTrouble } from './redis-trouble';

/** Braces: Redis Cluster puts all keys with one hash tag on one node, which BullMQ's scripts need. */
export const DEFAULT_QUEUE_PREFIX = '{countersign}';

export interface ExecutionQueueOptions {
  readonly redisUrl: string;
  /** First part of every key in Redis; `{countersign}` when not said. */
  readonly prefix?: string;
  /** Keys of the request types, one queue each. */
  readonly types: readonly string[];
}

/** Events that nobody reads, kept for whoever looks into a queue. */
const KEPT_EVENTS = 1_000;

/** Provides `EXECUTION_QUEUE` and `QueueShutdown`. Starts with Redis absent too, and works once it is there. */
@Module({})
export class ExecutionQueueModule {
  static forRoot({ redisUrl, prefix = DEFAULT_QUEUE_PREFIX, types }: ExecutionQueueOptions): DynamicModule {
    const names = types.map(executionQueueName);
    const queueTokens = names.map((name) => getQueueToken(name));
    return {
      module: ExecutionQueueModule,
      imports: [
        BullModule.forRoot({
          prefix,
          connection: producerConnection(redisUrl),
          // Refuse at once while Redis was never there, instead of collecting what is to be added.
          skipWaitingForReady: true,
          // The check asks Redis once, at the start; when that one question gets lost the queue stays broken for good.
          skipVersionCheck: true,
          streams: { events: { maxLen: KEPT_EVENTS } },
          // PostgreSQL owns retries.
          defaultJobOptions: { attempts: 1 },
        }),
        BullModule.registerQueue(...names.map((name) => ({ name }))),
      ],
      providers: [
        RedisTrouble,
        {
          provide: EXECUTION_QUEUE,
          inject: [RedisTrouble, ...queueTokens],
          useFactory: (trouble: RedisTrouble, ...queues: Queue[]) => {
            for (const queue of queues) queue.on('error', trouble.report);
            return new BullmqExecutionQueue(
              new Map(types.flatMap((type, index) => (queues[index] ? [[type, queues[index]]] : []))),
              trouble,
            );
          },
        },
        { provide: QueueShutdown, inject: queueTokens, useFactory: (...queues: Queue[]) => new QueueShutdown(queues) },
      ],
      exports: [EXECUTION_QUEUE, QueueShutdown, RedisTrouble],
    };
  }
}

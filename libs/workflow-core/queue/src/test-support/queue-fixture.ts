import { executionQueueName } from '@countersign/contract';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type DispatchedExecution, EXECUTION_QUEUE, type ExecutionQueue, type Lease } from '@countersign/engine';
import { type RedisServer, removeTestFolder, startRedis, testFolder, waitFor } from '@countersign/local-servers';
import { getQueueToken } from '@nestjs/bullmq';
import { type INestApplicationContext, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { EXECUTION_HANDLER } from '../execution-handler';
import { executionProcessors } from '../execution-processors';
import { ExecutionQueueModule } from '../execution-queue.module';
import { QueueShutdown } from '../queue-shutdown';

export const TYPES = ['POINTS_REDEMPTION', 'EARN_BADGE'];

export function dueExecution(changes: Partial<DispatchedExecution> = {}): DispatchedExecution {
  return { orgId: 0, requestId: randomUUID(), type: 'POINTS_REDEMPTION', epoch: 0, behind: 0, ...changes };
}

interface WorkerAppOptions {
  readonly handle?: (job: Lease) => Promise<unknown>;
  readonly concurrency?: number;
  /** Start without waiting for Redis, which is not there. */
  readonly withoutRedis?: boolean;
  /** Only add jobs, so that they can be looked at. */
  readonly withoutWorkers?: boolean;
}

/** One app as the worker builds it, and what its handler was given. */
export interface WorkerApp {
  readonly context: INestApplicationContext;
  readonly queue: ExecutionQueue;
  readonly shutdown: QueueShutdown;
  readonly handled: Lease[];
}

/** A Redis of its own for one test file, and apps that are closed after each test. */
export class QueueFixture {
  redis!: RedisServer;
  private folder = '';
  private readonly closing: (() => unknown)[] = [];

  async start(): Promise<void> {
    Logger.overrideLogger(false);
    this.folder = await testFolder();
    this.redis = await startRedis({ dir: path.join(this.folder, 'redis'), persistent: false });
  }

  async stop(): Promise<void> {
    await removeTestFolder(this.folder);
  }

  async workerApp({
    handle = () => Promise.resolve(),
    concurrency = 4,
    withoutRedis = false,
    withoutWorkers = false,
  }: WorkerAppOptions = {}): Promise<WorkerApp> {
    const handled: Lease[] = [];
    const handler = {
      handle: (job: Lease) => {
        handled.push(job);
        return handle(job);
      },
    };
    const redisUrl = this.redis.url;

    @Module({
      imports: [ExecutionQueueModule.forRoot({ redisUrl, types: TYPES })],
      providers: [
        ...executionProcessors({ redisUrl, types: withoutWorkers ? [] : TYPES, concurrency: () => concurrency }),
        { provide: EXECUTION_HANDLER, useValue: handler },
      ],
    })
    class WorkerModule {}

    const context = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
    this.closing.push(() => context.close());
    if (!withoutRedis) await waitFor(() => isConnected(context), { what: 'the queues to be connected' });
    return { context, queue: context.get(EXECUTION_QUEUE), shutdown: context.get(QueueShutdown), handled };
  }

  /** A connection of the test's own, to look and to meddle. */
  client(): Redis {
    const client = new Redis(this.redis.url);
    client.on('error', () => undefined);
    this.closing.unshift(() => client.disconnect());
    return client;
  }

  async closeAll(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
  }
}

async function isConnected(context: INestApplicationContext): Promise<boolean> {
  const queues = TYPES.map((type) => context.get<Queue>(getQueueToken(executionQueueName(type))));
  const clients = await Promise.all(queues.map((queue) => queue.getBackend().client));
  return clients.every(({ status }) => status === 'ready');
}

/** Adds a new job, again if need be, until its handler ran. */
export async function expectJobsToRun({ queue, handled }: WorkerApp, deadlineMs = 15_000): Promise<void> {
  const execution = dueExecution();
  await waitFor(() => queue.add([execution]).then(() => true), { what: 'the queue to take a job', deadlineMs });
  await waitFor(() => handled.some(({ requestId }) => requestId === execution.requestId), { what: 'a new job to run', deadlineMs });
}

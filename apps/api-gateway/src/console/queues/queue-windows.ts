import { executionQueueName, RequestTypeRegistry } from '@countersign/contract';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { SparseLog } from '../../platform/http/sparse-log';
import type { QueueDashboardConfig } from '../console.config';
import { QUEUE_DASHBOARD } from './queues.tokens';

const LONGEST_PAUSE_MS = 2_000;
const LOG_EVERY_MS = 30_000;

/** The queues, to look at. Nothing is connected before somebody looks, and nothing waits for a Redis that is away. */
@Injectable()
export class QueueWindows implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueWindows.name);
  private readonly troubles = new SparseLog(LOG_EVERY_MS);
  private redis: Redis | undefined;

  constructor(
    @Inject(QUEUE_DASHBOARD) private readonly config: QueueDashboardConfig,
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
  ) {}

  get isOpen(): boolean {
    return this.redis !== undefined;
  }

  open(): readonly Queue[] {
    const { redisUrl, prefix } = this.config;
    const redis = connectTo(redisUrl);
    this.redis = redis;
    redis.on('error', this.tellTrouble);
    return this.types
      .all()
      .map(({ key }) => new Queue(executionQueueName(key), { prefix, connection: redis }).on('error', this.tellTrouble));
  }

  /** Of one connection of our own: a queue that closes its waits for a Redis that is away. */
  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private readonly tellTrouble = (error: Error): void => {
    this.troubles.tell((passedOver) => {
      this.logger.warn({ err: error, passedOver }, 'the queues cannot be looked at: Redis does not answer');
    });
  };
}

/** Fails fast instead of waiting. */
function connectTo(url: string): Redis {
  return new Redis(url, {
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    socketTimeout: 5_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS),
  });
}

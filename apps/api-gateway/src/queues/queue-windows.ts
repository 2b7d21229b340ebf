import { executionQueueName, RequestTypeRegistry } from '@countersign/contract';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue, type RedisOptions } from 'bullmq';
import type { QueueDashboardConfig } from '../console/console.config';
import { SparseLog } from '../http/sparse-log';
import { QUEUE_DASHBOARD } from './queues.tokens';

const LONGEST_PAUSE_MS = 2_000;
const LOG_EVERY_MS = 30_000;

/** The queues, to look at. Nothing is connected before somebody looks, and nothing waits for a Redis that is away. */
@Injectable()
export class QueueWindows implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueWindows.name);
  private readonly troubles = new SparseLog(LOG_EVERY_MS);
  private opened: readonly Queue[] | undefined;

  constructor(
    @Inject(QUEUE_DASHBOARD) private readonly config: QueueDashboardConfig,
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
  ) {}

  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  open(): readonly Queue[] {
    this.opened ??= this.types.all().map(({ key }) => this.openOne(executionQueueName(key)));
    return this.opened;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all((this.opened ?? []).map((queue) => queue.disconnect().catch(() => undefined)));
  }

  private openOne(name: string): Queue {
    const { redisUrl, prefix } = this.config;
    const queue = new Queue(name, { prefix, connection: connectionTo(redisUrl) });
    queue.on('error', (error) => {
      this.troubles.tell((passedOver) => {
        this.logger.warn({ err: error, passedOver }, 'the queues cannot be looked at: Redis does not answer');
      });
    });
    return queue;
  }
}

/** Fails fast instead of waiting. */
function connectionTo(url: string): RedisOptions {
  return {
    url,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    socketTimeout: 5_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS),
  };
}

import { listenAs, type Metrics, MetricsServer } from '@countersign/observability';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { WorkerConfig } from '../config/worker.config';
import { METRICS, WORKER_CONFIG } from '../config/worker.tokens';

/** Metrics on a port of their own, where one is set: they tell how much goes on, which is nothing for whoever may probe health. */
@Injectable()
export class ServedMetrics implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: MetricsServer | undefined;

  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(WORKER_CONFIG) private readonly config: WorkerConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metrics: options } = this.config;
    if (!options) return;
    this.server = await listenAs(MetricsServer.start(this.metrics, options), { host: 'WORKER_METRICS_HOST', port: 'WORKER_METRICS_PORT' });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}

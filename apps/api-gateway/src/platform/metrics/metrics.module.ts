import { listenAs, MetricsServer, type MetricsServerOptions } from '@countersign/observability';
import { CONNECTION_POOLS, DATABASE_HEALTH, type DatabaseHealth } from '@countersign/persistence';
import { provide, provideValue, token } from '@countersign/wiring';
import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { ClockWatch } from './clock-watch';
import { createGatewayMetrics, type GatewayMetrics, observeConnections } from './gateway-metrics';
import { GATEWAY_METRICS } from './metrics.tokens';

interface MetricsPort {
  readonly options?: MetricsServerOptions;
}
const METRICS_PORT = token<MetricsPort>('MetricsPort');

/** What the gateway tells about itself, on a port of its own. */
@Module({})
export class MetricsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: MetricsServer | undefined;

  constructor(
    @Inject(GATEWAY_METRICS) private readonly metrics: GatewayMetrics,
    @Inject(METRICS_PORT) private readonly port: MetricsPort,
    private readonly clockWatch: ClockWatch,
  ) {}

  /** @param options where to serve; nothing is served, and less is measured, when not said */
  static forRoot(options: MetricsServerOptions | undefined): DynamicModule {
    const providers: Provider[] = [
      provide(GATEWAY_METRICS, [CONNECTION_POOLS], (pools) => {
        const metrics = createGatewayMetrics(options !== undefined);
        observeConnections(metrics, pools);
        return metrics;
      }),
      provideValue(METRICS_PORT, { ...(options && { options }) }),
      provide(ClockWatch, [DATABASE_HEALTH, GATEWAY_METRICS], clockWatch),
    ];
    return { global: true, module: MetricsModule, providers, exports: [GATEWAY_METRICS] };
  }

  async onApplicationBootstrap(): Promise<void> {
    void this.clockWatch.start();
    const { options } = this.port;
    if (!options) return;
    const listening = MetricsServer.start(this.metrics.metrics, options);
    this.server = await listenAs(listening, { host: 'GATEWAY_METRICS_HOST', port: 'GATEWAY_METRICS_PORT' });
  }

  async onApplicationShutdown(): Promise<void> {
    this.clockWatch.stop();
    await this.server?.close();
  }
}

function clockWatch(database: DatabaseHealth, { clockAhead }: GatewayMetrics): ClockWatch {
  const logger = new Logger(ClockWatch.name);
  return new ClockWatch({
    aheadMs: () => database.clockAheadMs(),
    show: (aheadMs) => {
      clockAhead.set(aheadMs / 1_000);
    },
    warn: (aheadMs) => {
      logger.warn({ aheadMs }, 'the clocks of PostgreSQL and of this machine are apart: check its time service');
    },
    fail: (error) => {
      logger.error({ err: error }, 'the clock of PostgreSQL could not be read');
    },
  });
}

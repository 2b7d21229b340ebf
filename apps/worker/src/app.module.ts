import { type DynamicModule, Module } from '@nestjs/common';
import { CALL_ADMISSIONS, EXECUTION_OBSERVER, LOYALTY_GATEWAY, OUTAGE_STORE } from '@countersign/engine';
import { ConnectorAdmissions, HttpLoyaltyGateway } from '@countersign/loyalty-client';
import { createMetrics, type Logger, nestLoggerParams } from '@countersign/observability';
import { PersistenceModule } from '@countersign/persistence';
import { provide, provideAs, provideValue } from '@countersign/wiring';
import { LoggerModule } from 'nestjs-pino';
import type { WorkerConfig } from './config/worker.config';
import { LOGGER, METRICS, WORKER_CONFIG } from './config/worker.tokens';
import { EngineModule } from './engine.module';
import { LoggedExecutions } from './execution/logged-executions';
import { ObservedBreakers } from './execution/observed-breakers';
import { HealthModule } from './health/health.module';
import { QueueModule } from './relay/queue.module';
import { RolesModule } from './roles.module';

/** Longer than the gateway's: batches of the worker are larger and nobody waits at a screen for them. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** The whole worker. */
@Module({})
export class AppModule {
  static forRoot(config: WorkerConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(nestLoggerParams(logger)),
        PersistenceModule.forRoot({
          url: config.database.url,
          poolSize: config.database.poolSize,
          applicationName: 'countersign-worker',
          statementTimeoutMs: STATEMENT_TIMEOUT_MS,
          lease: config.lease,
          onIdleError: (error) => {
            logger.warn({ err: error }, 'an idle database connection broke');
          },
        }),
        EngineModule,
        QueueModule.forRoot(config),
        RolesModule,
        HealthModule,
      ],
      global: true,
      providers: [
        provideValue(WORKER_CONFIG, config),
        provideValue(LOGGER, logger),
        provide(METRICS, [], () => createMetrics('countersign_worker', { withProcessMetrics: true })),
        provide(LOYALTY_GATEWAY, [], () => new HttpLoyaltyGateway(config.connectors)),
        provide(
          ConnectorAdmissions,
          [METRICS, OUTAGE_STORE],
          (metrics, outages) => new ConnectorAdmissions(config.connectors, new ObservedBreakers(logger, metrics, outages)),
        ),
        provideAs(CALL_ADMISSIONS, ConnectorAdmissions),
        provide(EXECUTION_OBSERVER, [METRICS], (metrics) => new LoggedExecutions(logger, metrics)),
      ],
      exports: [WORKER_CONFIG, LOGGER, METRICS, LOYALTY_GATEWAY, ConnectorAdmissions, CALL_ADMISSIONS, EXECUTION_OBSERVER],
    };
  }
}

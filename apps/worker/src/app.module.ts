import { type DynamicModule, Module } from '@nestjs/common';
import { CALL_ADMISSIONS, EXECUTION_OBSERVER, LOYALTY_GATEWAY, OUTAGE_STORE, type OutageStore } from '@countersign/engine';
import { ConnectorAdmissions, HttpLoyaltyGateway } from '@countersign/loyalty-client';
import { createMetrics, type Logger, type Metrics, nestLoggerParams } from '@countersign/observability';
import { PersistenceModule } from '@countersign/persistence';
import { LoggerModule } from 'nestjs-pino';
import { EngineModule } from './engine.module';
import { LoggedExecutions } from './execution/logged-executions';
import { ObservedBreakers } from './execution/observed-breakers';
import { HealthModule } from './health/health.module';
import { QueueModule } from './relay/queue.module';
import { RolesModule } from './roles.module';
import type { WorkerConfig } from './worker.config';
import { LOGGER, METRICS, WORKER_CONFIG } from './worker.tokens';

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
        { provide: WORKER_CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: METRICS, useFactory: () => createMetrics('countersign_worker', { withProcessMetrics: true }) },
        { provide: LOYALTY_GATEWAY, useFactory: () => new HttpLoyaltyGateway(config.connectors) },
        {
          provide: ConnectorAdmissions,
          inject: [METRICS, OUTAGE_STORE],
          useFactory: (metrics: Metrics, outages: OutageStore) =>
            new ConnectorAdmissions(config.connectors, new ObservedBreakers(logger, metrics, outages)),
        },
        { provide: CALL_ADMISSIONS, useExisting: ConnectorAdmissions },
        { provide: EXECUTION_OBSERVER, inject: [METRICS], useFactory: (metrics: Metrics) => new LoggedExecutions(logger, metrics) },
      ],
      exports: [WORKER_CONFIG, LOGGER, METRICS, LOYALTY_GATEWAY, ConnectorAdmissions, CALL_ADMISSIONS, EXECUTION_OBSERVER],
    };
  }
}

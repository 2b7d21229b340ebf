import { IdentifierHash } from '@countersign/config';
import { type Logger, nestLoggerParams } from '@countersign/observability';
import { PersistenceModule } from '@countersign/persistence';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { ApiClientsModule } from './api-clients/api-clients.module';
import { AuthModule } from './auth/auth.module';
import { ChangesModule } from './changes/changes.module';
import { ConfigurationModule } from './configuration/configuration.module';
import { ConsoleModule } from './console/console.module';
import { DecisionsModule } from './decisions/decisions.module';
import { DuplicatesModule } from './duplicates/duplicates.module';
import type { GatewayConfig } from './gateway.config';
import { HealthModule } from './health/health.module';
import { ProblemFilter } from './http/problem.filter';
import { InboxModule } from './inbox/inbox.module';
import { MeModule } from './me/me.module';
import { LoadMetricsModule, MetricsModule } from './metrics/metrics.module';
import { OpenapiModule } from './openapi/openapi.module';
import { OperationsModule } from './operations/operations.module';
import { OverviewModule } from './overview/overview.module';
import { PoliciesModule } from './policies/policies.module';
import { PressureModule } from './pressure/pressure.module';
import { QueuesModule } from './queues/queues.module';
import { ReadsModule } from './reads/reads.module';
import { RefusalsModule } from './refusals/refusals.module';
import { RequestTypesModule } from './request-types/request-types.module';
import { RequestsModule } from './requests/requests.module';
import { RevocationsModule } from './revocations/revocations.module';
import { UseCasesModule } from './use-cases.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** Longer than a statement of the gateway ever takes on purpose, shorter than the patience of its callers. */
const STATEMENT_TIMEOUT_MS = 3_000;

/** Callers that may wait for a turn at PostgreSQL, per pool and per shared statement; more would only wait in vain, and cost memory. */
const MOST_WAITING = 1_000;

/** The whole gateway. */
@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(nestLoggerParams(logger)),
        PersistenceModule.forRoot({
          url: config.database.url,
          poolSize: config.database.poolSize,
          decisionPoolSize: config.database.decisionPoolSize,
          mostWaiting: MOST_WAITING,
          identifiers: new IdentifierHash(config.sealingKeys),
          applicationName: 'countersign-gateway',
          statementTimeoutMs: STATEMENT_TIMEOUT_MS,
          onIdleError: (error) => {
            logger.warn({ err: error }, 'an idle database connection broke');
          },
        }),
        UseCasesModule,
        MetricsModule.forRoot(config.metrics),
        RefusalsModule.forRoot(logger),
        ReadsModule.forRoot(config.sealingKeys),
        AuthModule.forRoot(config.auth),
        PressureModule.forRoot(config),
        LoadMetricsModule,
        RequestsModule,
        RequestTypesModule,
        DuplicatesModule,
        DecisionsModule,
        PoliciesModule,
        OperationsModule,
        WebhooksModule.forRoot({ allowLoopback: config.allowLoopbackWebhooks, sealingKeys: config.sealingKeys }),
        ApiClientsModule,
        ConfigurationModule,
        RevocationsModule,
        InboxModule,
        OverviewModule,
        ChangesModule,
        MeModule,
        ConsoleModule.forRoot(config.console, config.auth),
        ...(config.console.queues ? [QueuesModule.forRoot(config.console.queues, config.sealingKeys)] : []),
        HealthModule,
        OpenapiModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}

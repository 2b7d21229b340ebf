import { IdentifierHash } from '@countersign/config';
import { type Logger, nestLoggerParams } from '@countersign/observability';
import { PersistenceModule } from '@countersign/persistence';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { ConsoleModule } from './console/console.module';
import { QueuesModule } from './console/queues/queues.module';
import { DecisionsModule } from './decisions/decisions.module';
import type { GatewayConfig } from './gateway.config';
import { ApiClientsModule } from './identity/api-clients/api-clients.module';
import { MeModule } from './identity/me/me.module';
import { ReadsModule } from './identity/reads/reads.module';
import { RevocationsModule } from './identity/revocations/revocations.module';
import { ChangesModule } from './inbox/changes/changes.module';
import { InboxModule } from './inbox/inbox.module';
import { OperationsModule } from './operations/operations.module';
import { OverviewModule } from './overview/overview.module';
import { AuthModule } from './platform/auth/auth.module';
import { HealthModule } from './platform/health/health.module';
import { MetricsModule } from './platform/metrics/metrics.module';
import { OpenapiModule } from './platform/openapi/openapi.module';
import { PressureModule } from './platform/pressure/pressure.module';
import { ProposalsModule } from './platform/proposals/proposals.module';
import { NotedReadsModule } from './platform/reads/noted-reads.module';
import { ProblemFilter } from './platform/refusals/problem.filter';
import { RefusalsModule } from './platform/refusals/refusals.module';
import { ConfigurationModule } from './policies/configuration/configuration.module';
import { PoliciesModule } from './policies/policies.module';
import { DuplicatesModule } from './requests/duplicates/duplicates.module';
import { RequestsModule } from './requests/requests.module';
import { RequestTypesModule } from './requests/types/request-types.module';
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
        NotedReadsModule.forRoot(config.sealingKeys),
        AuthModule.forRoot(config.auth),
        PressureModule.forRoot(config),
        ProposalsModule,
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
        ReadsModule,
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

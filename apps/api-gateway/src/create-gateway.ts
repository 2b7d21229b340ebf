import { type Logger as ProcessLogger, quietNestLogger } from '@countersign/observability';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { serveQueueDashboard } from './console/queues/serve-queue-dashboard';
import type { GatewayConfig } from './gateway.config';
import { Shutdown } from './platform/health/shutdown';
import { createFastifyAdapter } from './platform/http/fastify-server';
import { SparseLog } from './platform/http/sparse-log';
import { countCalls } from './platform/metrics/count-calls';
import type { GatewayMetrics } from './platform/metrics/gateway-metrics';
import { GATEWAY_METRICS } from './platform/metrics/metrics.tokens';
import { serveDocumentationFiles } from './platform/openapi/documentation-files';
import { LoadShedder } from './platform/pressure/load-shedder';
import { watchCalls } from './platform/pressure/watch-calls';
import { PersonReadJournal } from './platform/reads/read-journal';

/** The gateway, ready to listen or to be injected into. */
export async function createGateway(
  config: GatewayConfig,
  logger: ProcessLogger,
  adapter: FastifyAdapter = createFastifyAdapter(config),
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger), adapter, {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
    // What goes wrong is told once, by whoever started us: Nest would print it as well, in colours and with its stack.
    autoFlushLogs: false,
  });
  app.useLogger(quietNestLogger(app.get(NestLogger)));
  app.flushLogs();
  // After the last call was answered, before the connections to the database are closed.
  adapter.getInstance<FastifyInstance>().addHook('onClose', () => app.get(PersonReadJournal).stop());
  endConnectionsWhenStopping(app.get(Shutdown, { strict: false }), adapter.getInstance<FastifyInstance>());
  watchPressure(app, adapter.getInstance<FastifyInstance>(), config);
  await serveDocumentationFiles(app);
  if (config.console.queues) await serveQueueDashboard(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

/**
 * Once we are stopping every answer asks its client to hang up: by the time that the port is closed hardly any connection is left on which
 * a call could be lost, or that would hold the stop until its deadline.
 */
function endConnectionsWhenStopping(shutdown: Shutdown, server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (shutdown.hasBegun) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** Milliseconds between two lines about calls that are turned away. */
const LOG_EVERY_MS = 10_000;

function watchPressure(app: NestFastifyApplication, server: FastifyInstance, config: GatewayConfig): void {
  const metrics = app.get<GatewayMetrics>(GATEWAY_METRICS);
  const logger = new Logger('Pressure');
  const shedLog = new SparseLog(LOG_EVERY_MS);
  const overdueLog = new SparseLog(LOG_EVERY_MS);
  if (config.metrics) countCalls(server, metrics);
  watchCalls(server, {
    shedder: app.get(LoadShedder),
    onShed: (urgency, reason) => {
      metrics.shed.inc({ urgency, reason });
      shedLog.tell((passedOver) => {
        logger.warn({ urgency, reason, passedOver }, 'calls are turned away: there is too much to do');
      });
    },
    onOverdue: ({ traceId, routeOptions }) => {
      metrics.overdue.inc();
      overdueLog.tell((passedOver) => {
        logger.warn({ traceId, route: routeOptions.url, passedOver }, 'a call took too long');
      });
    },
  });
}

import 'reflect-metadata';
import { createLogger, endWithFailure, listenAs, type Logger, quietNestLogger } from '@countersign/observability';
import {
  DATABASE_ORIGIN,
  DATABASE_ROLE,
  databaseFailure,
  type DatabaseOrigin,
  type DatabaseRole,
  WrongDatabaseRoleError,
} from '@countersign/persistence';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { stopWorker } from './stop-worker';
import { readWorkerConfig, type WorkerConfig } from './config/worker.config';
import { WorkerRoles } from './loops/worker-roles';

async function main(): Promise<void> {
  const config = readWorkerConfig();
  const logger = createLogger({ name: 'worker', level: config.logLevel, pretty: config.prettyLog });
  // Readiness answers by itself until the port is closed: Fastify's own 503 says nothing of the state.
  const adapter = new FastifyAdapter({ return503OnClosing: false });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger), adapter, {
    abortOnError: false,
    bufferLogs: true,
    // What goes wrong is told once, below: Nest would print it as well, in colours and with its stack.
    autoFlushLogs: false,
  });
  app.useLogger(quietNestLogger(app.get(NestLogger)));
  app.flushLogs();
  await verifyDatabase(app, config, logger);
  await listenAs(app.listen(config.health.port, config.health.host), { host: 'WORKER_HEALTH_HOST', port: 'WORKER_HEALTH_PORT' });
  stopOnSignal(app, config.shutdownMs, logger);
  app.get(WorkerRoles).start();
  logger.info({ queue: config.redisUrl === undefined ? 'none' : 'redis' }, `worker started; health on ${await app.getUrl()}`);
}

/** @throws Error with a sentence for whoever set DATABASE_URL */
async function verifyDatabase(app: NestFastifyApplication, config: WorkerConfig, logger: Logger): Promise<void> {
  try {
    await verifyRole(app, config, logger);
    await app.get<DatabaseOrigin>(DATABASE_ORIGIN).verify();
  } catch (error) {
    throw new Error(databaseFailure(error, config.database.url) ?? explain(error), { cause: error });
  }
}

/** In development a worker may have rights that it must not have, and is told. */
async function verifyRole(app: NestFastifyApplication, { isProduction }: WorkerConfig, logger: Logger): Promise<void> {
  try {
    await app.get<DatabaseRole>(DATABASE_ROLE).verify('worker');
  } catch (error) {
    if (isProduction || !(error instanceof WrongDatabaseRoleError)) throw error;
    logger.warn(explain(error));
  }
}

function stopOnSignal(app: NestFastifyApplication, shutdownMs: number, logger: Logger): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // A Redis that hangs keeps its clients' close() hanging: the process ends all the same.
    setTimeout(() => {
      logger.warn(`not everything was closed after ${shutdownMs} ms; ending all the same`);
      process.exit(0);
    }, shutdownMs).unref();
    stopWorker(app, shutdownMs, logger).then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Whoever started the worker sees what to change. */
function fail(error: unknown): void {
  endWithFailure('worker', explain(error));
}

function explain(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'stopped for an unknown reason.';
}

main().catch(fail);

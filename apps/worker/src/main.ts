import 'reflect-metadata';
import { exitOnConfigError } from '@countersign/config';
import { createLogger, type Logger, quietNestLogger } from '@countersign/observability';
import { DATABASE_ORIGIN, DATABASE_ROLE, type DatabaseOrigin, type DatabaseRole } from '@countersign/persistence';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { stopWorker } from './stop-worker';
import { readWorkerConfig, type WorkerConfig } from './worker.config';
import { WorkerRoles } from './worker-roles';

async function main(): Promise<void> {
  const config = exitOnConfigError(() => readWorkerConfig());
  const logger = createLogger({ name: 'worker', level: config.logLevel, pretty: config.prettyLog });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger), new FastifyAdapter(), {
    abortOnError: false,
    bufferLogs: true,
  });
  app.useLogger(quietNestLogger(app.get(NestLogger)));
  await verifyRole(app, config, logger);
  await app.get<DatabaseOrigin>(DATABASE_ORIGIN).verify();
  await app.listen(config.health.port, config.health.host);
  stopOnSignal(app, config.shutdownMs, logger);
  app.get(WorkerRoles).start();
  logger.info({ queue: config.redisUrl === undefined ? 'none' : 'redis' }, `worker started; health on ${await app.getUrl()}`);
}

/** In development a worker may have rights that it must not have, and is told. */
async function verifyRole(app: NestFastifyApplication, { isProduction }: WorkerConfig, logger: Logger): Promise<void> {
  try {
    await app.get<DatabaseRole>(DATABASE_ROLE).verify('worker');
  } catch (error) {
    if (isProduction) throw error;
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

/** One sentence on stderr, so that whoever started the worker sees what to change. */
function fail(error: unknown): void {
  process.stderr.write(`worker: ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'stopped for an unknown reason.';
  const { code, port }: NodeJS.ErrnoException & { readonly port?: number } = error;
  if (code === 'EADDRINUSE') return `port ${port} is already in use: stop what listens there, or set WORKER_HEALTH_PORT to a free port.`;
  return error.message;
}

main().catch(fail);

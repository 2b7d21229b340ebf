import 'reflect-metadata';
import { createLogger, endWithFailure, listenAs, type Logger } from '@countersign/observability';
import { DATABASE_ROLE, databaseFailure, type DatabaseRole, WrongDatabaseRoleError } from '@countersign/persistence';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createGateway } from './create-gateway';
import { type GatewayConfig, readGatewayConfig } from './gateway.config';
import { stopGateway } from './stop-gateway';

async function main(): Promise<void> {
  const config = readGatewayConfig();
  const logger = createLogger({ name: 'api-gateway', level: config.logLevel, pretty: config.prettyLog });
  const app = await createGateway(config, logger);
  await verifyDatabase(app, config, logger);
  await listenAs(app.listen(config.port, config.host), { host: 'GATEWAY_HOST', port: 'GATEWAY_PORT' });
  stopOnSignal(app, config, logger);
  logger.info(`api-gateway listening on ${await app.getUrl()}`);
}

/** In development the wall between orgs may be missing, and is missed. */
async function verifyDatabase(app: NestFastifyApplication, { isProduction, database }: GatewayConfig, logger: Logger): Promise<void> {
  try {
    await app.get<DatabaseRole>(DATABASE_ROLE).verify('gateway');
  } catch (error) {
    if (isProduction || !(error instanceof WrongDatabaseRoleError))
      throw new Error(databaseFailure(error, database.url) ?? explain(error), { cause: error });
    logger.warn(explain(error));
  }
}

function stopOnSignal(app: NestFastifyApplication, config: GatewayConfig, logger: Logger): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    stopGateway(app, config, logger).then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Whoever started the gateway sees what to change. */
function fail(error: unknown): void {
  endWithFailure('api-gateway', explain(error));
}

function explain(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'stopped for an unknown reason.';
}

main().catch(fail);

import 'reflect-metadata';
import { exitOnConfigError } from '@countersign/config';
import { createLogger, type Logger } from '@countersign/observability';
import { DATABASE_ROLE, type DatabaseRole } from '@countersign/persistence';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createGateway } from './create-gateway';
import { type GatewayConfig, readGatewayConfig } from './gateway.config';

async function main(): Promise<void> {
  const config = exitOnConfigError(() => readGatewayConfig());
  const logger = createLogger({ name: 'api-gateway', level: config.logLevel, pretty: config.prettyLog });
  const app = await createGateway(config, logger);
  await verifyRole(app, config, logger);
  await app.listen(config.port, config.host);
  stopOnSignal(app, config, logger);
  logger.info(`api-gateway listening on ${await app.getUrl()}`);
}

/** In development the wall between orgs may be missing, and is missed. */
async function verifyRole(app: NestFastifyApplication, { isProduction }: GatewayConfig, logger: Logger): Promise<void> {
  try {
    await app.get<DatabaseRole>(DATABASE_ROLE).verify('gateway');
  } catch (error) {
    if (isProduction) throw error;
    logger.warn(explain(error));
  }
}

function stopOnSignal(app: NestFastifyApplication, { shutdownMs }: GatewayConfig, logger: Logger): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      logger.error(`calls were still under way after ${shutdownMs} ms; stopping without them`);
      process.exit(1);
    }, shutdownMs).unref();
    app.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** One sentence on stderr, so that whoever started the gateway sees what to change. */
function fail(error: unknown): void {
  process.stderr.write(`api-gateway: ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'stopped for an unknown reason.';
  const { code, port }: NodeJS.ErrnoException & { readonly port?: number } = error;
  if (code === 'EADDRINUSE') return `port ${port} is already in use: stop what listens there, or set GATEWAY_PORT to a free port.`;
  return error.message;
}

main().catch(fail);

import { type Logger, quietNestLogger } from '@countersign/observability';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { GatewayConfig } from './gateway.config';
import { createFastifyAdapter } from './http/fastify-server';
import { serveDocumentationFiles } from './openapi/documentation-files';

/** The gateway, ready to listen or to be injected into. */
export async function createGateway(
  config: GatewayConfig,
  logger: Logger,
  adapter: FastifyAdapter = createFastifyAdapter(),
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger), adapter, {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
  });
  app.useLogger(quietNestLogger(app.get(NestLogger)));
  app.flushLogs();
  await serveDocumentationFiles(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

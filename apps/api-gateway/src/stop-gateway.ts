import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@countersign/observability';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GatewayConfig } from './gateway.config';
import { Shutdown } from './platform/health/shutdown';

/**
 * Stops in order: say so to whoever probes, serve on until they have looked and send their calls elsewhere, close the port, let calls
 * under way end. Those that do not end in time are left, and the process ends with 1.
 */
export async function stopGateway(app: NestFastifyApplication, { drainMs, shutdownMs }: GatewayConfig, logger: Logger): Promise<void> {
  app.get(Shutdown, { strict: false }).begin();
  logger.info({ drainMs }, 'stopping: not ready any more, and calls are taken for a while yet');
  await pause(drainMs);
  setTimeout(() => {
    logger.error(`calls were still under way after ${shutdownMs} ms; stopping without them`);
    process.exit(1);
  }, shutdownMs).unref();
  await app.close();
}

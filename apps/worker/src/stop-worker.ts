import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EXECUTION_STORE, type ExecutionStore, HeldLeases, LOYALTY_GATEWAY } from '@countersign/engine';
import type { HttpLoyaltyGateway } from '@countersign/loyalty-client';
import type { Logger } from '@countersign/observability';
import { WorkerRoles } from './loops/worker-roles';
import { QUEUE_ROLES, type QueueRoles } from './relay/queue-roles';

/** The part of the time for a stop in which calls under way may still end. */
const DRAINING_PART = 0.7;

/**
 * Stops in order: claim nothing more, let calls under way end, give back what was not sent, close. What does not end in time
 * is left to its lease: another worker takes it over.
 */
export async function stopWorker(app: NestFastifyApplication, shutdownMs: number, logger: Logger): Promise<void> {
  const roles = app.get(WorkerRoles);
  const drained = Promise.all([roles.stopClaiming(), app.get<QueueRoles>(QUEUE_ROLES).stop(shutdownMs * DRAINING_PART)]);
  const inTime = await endsWithin(drained, shutdownMs * DRAINING_PART);
  const leases = app.get(HeldLeases);
  if (!inTime) logger.warn({ calls: leases.count }, 'calls are still under way; their leases will lapse');
  await app
    .get<ExecutionStore>(EXECUTION_STORE)
    .release(leases.current())
    .catch((error: unknown) => {
      logger.warn({ err: error }, 'leases could not be given back; they will lapse');
    });
  await roles.stopRenewing();
  await app.get<HttpLoyaltyGateway>(LOYALTY_GATEWAY).close();
  await app.close();
}

async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const ended = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return ended;
}

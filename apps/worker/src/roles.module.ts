import { Global, Module } from '@nestjs/common';
import { CLOCK, HeldLeases, WAKE_UPS } from '@countersign/engine';
import { provide } from '@countersign/wiring';
import { LOGGER, WORKER_CONFIG } from './config/worker.tokens';
import { DeliveriesModule, DELIVERY_ROLES } from './deliveries/deliveries.module';
import { DirectClaimsModule, DIRECT_CLAIM_ROLES } from './execution/direct-claims.module';
import { LeaseRenewalLoop } from './execution/lease-renewal-loop';
import { WorkerRoles } from './loops/worker-roles';
import { NOTIFICATION_ROLES, NotificationsModule } from './notifications/notifications.module';
import { QUEUE_ROLES } from './relay/queue-roles';
import { SEALING_ROLES, SealingModule } from './sealing/sealing.module';
import { SWEEPER_ROLES, SweepersModule } from './sweepers/sweepers.module';

/** The roles that every worker process plays. Global, since health tells how they are. */
@Global()
@Module({
  imports: [DirectClaimsModule, DeliveriesModule, NotificationsModule, SweepersModule, SealingModule],
  providers: [
    provide(
      WorkerRoles,
      [
        QUEUE_ROLES,
        DIRECT_CLAIM_ROLES,
        DELIVERY_ROLES,
        NOTIFICATION_ROLES,
        SWEEPER_ROLES,
        SEALING_ROLES,
        HeldLeases,
        WORKER_CONFIG,
        CLOCK,
        LOGGER,
        WAKE_UPS,
      ],
      (queue, direct, deliveries, notifications, sweepers, sealing, leases, { lease }, clock, logger, wakeUps) =>
        new WorkerRoles(
          [...queue.roles, ...direct, ...deliveries, ...notifications, ...sweepers, ...sealing],
          new LeaseRenewalLoop(leases, lease.leaseMs),
          { clock, logger, wakeUps },
        ),
    ),
  ],
  exports: [WorkerRoles, SealingModule],
})
export class RolesModule {}

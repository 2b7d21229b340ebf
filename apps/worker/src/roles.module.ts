import { Module } from '@nestjs/common';
import { CLOCK, type Clock, HeldLeases, WAKE_UPS, type WakeUps } from '@countersign/engine';
import type { Logger } from '@countersign/observability';
import { DeliveriesModule, DELIVERY_ROLES } from './deliveries/deliveries.module';
import { DirectClaimsModule, DIRECT_CLAIM_ROLES } from './execution/direct-claims.module';
import { LeaseRenewalLoop } from './execution/lease-renewal-loop';
import { NOTIFICATION_ROLES, NotificationsModule } from './notifications/notifications.module';
import { type QueueRoles, QUEUE_ROLES } from './relay/queue-roles';
import { SEALING_ROLES, SealingModule } from './sealing/sealing.module';
import { SWEEPER_ROLES, SweepersModule } from './sweepers/sweepers.module';
import type { WorkerConfig } from './worker.config';
import { type LoopTools, type Role, WorkerRoles } from './worker-roles';
import { LOGGER, WORKER_CONFIG } from './worker.tokens';

const LOOP_TOOLS = Symbol('LoopTools');
const ROLES = Symbol('Roles');

/** The roles that every worker process plays. */
@Module({
  imports: [DirectClaimsModule, DeliveriesModule, NotificationsModule, SweepersModule, SealingModule],
  providers: [
    {
      provide: LOOP_TOOLS,
      inject: [CLOCK, LOGGER, WAKE_UPS],
      useFactory: (clock: Clock, logger: Logger, wakeUps: WakeUps): LoopTools => ({ clock, logger, wakeUps }),
    },
    {
      provide: ROLES,
      inject: [QUEUE_ROLES, DIRECT_CLAIM_ROLES, DELIVERY_ROLES, NOTIFICATION_ROLES, SWEEPER_ROLES, SEALING_ROLES],
      useFactory: (queue: QueueRoles, ...others: Role[][]): Role[] => [...queue.roles, ...others.flat()],
    },
    {
      provide: WorkerRoles,
      inject: [ROLES, HeldLeases, WORKER_CONFIG, LOOP_TOOLS],
      useFactory: (roles: Role[], leases: HeldLeases, { lease }: WorkerConfig, tools: LoopTools) =>
        new WorkerRoles(roles, new LeaseRenewalLoop(leases, lease.leaseMs), tools),
    },
  ],
  exports: [WorkerRoles, SealingModule],
})
export class RolesModule {}

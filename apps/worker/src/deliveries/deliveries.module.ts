import { Sealing } from '@countersign/config';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import { DELIVERY_STORE, type DeliveryStore, IDENTIFIERS, type Identifiers } from '@countersign/engine';
import type { Logger, Metrics } from '@countersign/observability';
import { WebhookSender } from '@countersign/webhook-sender';
import { addressProblem, EndpointSecrets } from '@countersign/webhooks';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { LOGGER, METRICS, WORKER_CONFIG } from '../worker.tokens';
import { DeliveriesLoop } from './deliveries-loop';
import { DeliveryAttempts } from './delivery-attempts';
import { ObservedDeliveries } from './observed-deliveries';

type Attempting = readonly [RequestTypeRegistry, WebhookSender, EndpointSecrets, Identifiers, ObservedDeliveries];

export const DELIVERY_ROLES = Symbol('DeliveryRoles');

/** Events on their way to subscribers. */
@Module({
  providers: [
    {
      provide: WebhookSender,
      inject: [WORKER_CONFIG],
      useFactory: ({ allowLoopbackWebhooks }: WorkerConfig) =>
        new WebhookSender((address) => addressProblem(address, { allowLoopback: allowLoopbackWebhooks })),
    },
    {
      provide: EndpointSecrets,
      inject: [WORKER_CONFIG],
      useFactory: ({ sealingKeys }: WorkerConfig) => new EndpointSecrets(new Sealing(sealingKeys)),
    },
    {
      provide: ObservedDeliveries,
      inject: [LOGGER, METRICS],
      useFactory: (logger: Logger, metrics: Metrics) => new ObservedDeliveries(logger, metrics),
    },
    {
      provide: DeliveryAttempts,
      inject: [RequestTypeRegistry, WebhookSender, EndpointSecrets, IDENTIFIERS, ObservedDeliveries],
      useFactory: (...[types, sender, secrets, identifiers, observed]: Attempting) =>
        new DeliveryAttempts(types, { sender, secrets }, identifiers, observed),
    },
    {
      provide: DELIVERY_ROLES,
      inject: [DELIVERY_STORE, DeliveryAttempts, WORKER_CONFIG],
      useFactory: (deliveries: DeliveryStore, attempts: DeliveryAttempts, config: WorkerConfig): Role[] => {
        const limits = { slots: config.deliverySlots, leaseMs: config.deliveryLeaseMs };
        const work = new DeliveriesLoop(deliveries, attempts, limits, config.pollMs);
        return [{ work, wokenBy: 'deliveries', drained: () => work.drained() }];
      },
    },
  ],
  exports: [DELIVERY_ROLES],
})
export class DeliveriesModule implements OnApplicationShutdown {
  constructor(@Inject(WebhookSender) private readonly sender: WebhookSender) {}

  async onApplicationShutdown(): Promise<void> {
    await this.sender.close();
  }
}

import { Sealing } from '@countersign/config';
import { RequestTypeRegistry } from '@countersign/contract';
import { DELIVERY_STORE, IDENTIFIERS } from '@countersign/engine';
import { WebhookSender } from '@countersign/webhook-sender';
import { addressProblem, EndpointSecrets } from '@countersign/webhooks';
import { provide, provideClass, token } from '@countersign/wiring';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, METRICS, WORKER_CONFIG } from '../config/worker.tokens';
import type { Role } from '../loops/worker-roles';
import { DeliveriesLoop } from './deliveries-loop';
import { DeliveryAttempts } from './delivery-attempts';
import { ObservedDeliveries } from './observed-deliveries';

export const DELIVERY_ROLES = token<readonly Role[]>('DeliveryRoles');

/** Events on their way to subscribers. */
@Module({
  providers: [
    provide(
      WebhookSender,
      [WORKER_CONFIG],
      ({ allowLoopbackWebhooks }) => new WebhookSender((address) => addressProblem(address, { allowLoopback: allowLoopbackWebhooks })),
    ),
    provide(EndpointSecrets, [WORKER_CONFIG], ({ sealingKeys }) => new EndpointSecrets(new Sealing(sealingKeys))),
    provideClass(ObservedDeliveries, [LOGGER, METRICS]),
    provide(
      DeliveryAttempts,
      [RequestTypeRegistry, WebhookSender, EndpointSecrets, IDENTIFIERS, ObservedDeliveries],
      (types, sender, secrets, identifiers, observed) => new DeliveryAttempts(types, { sender, secrets }, identifiers, observed),
    ),
    provide(DELIVERY_ROLES, [DELIVERY_STORE, DeliveryAttempts, WORKER_CONFIG], (deliveries, attempts, config): readonly Role[] => {
      const limits = { slots: config.deliverySlots, leaseMs: config.deliveryLeaseMs };
      const work = new DeliveriesLoop(deliveries, attempts, limits, config.pollMs);
      return [{ work, wokenBy: 'deliveries', drained: () => work.drained() }];
    }),
  ],
  exports: [DELIVERY_ROLES],
})
export class DeliveriesModule implements OnApplicationShutdown {
  constructor(@Inject(WebhookSender) private readonly sender: WebhookSender) {}

  async onApplicationShutdown(): Promise<void> {
    await this.sender.close();
  }
}

import { Sealing, type SealingKeys } from '@countersign/config';
import { DELIVERY_LOG, ENDPOINT_STORE, IDENTIFIERS } from '@countersign/engine';
import { EndpointSecrets } from '@countersign/webhooks';
import { provide, provideClass } from '@countersign/wiring';
import { type DynamicModule, Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { ConfigurationChanges } from '../platform/proposals/configuration-changes';
import { DeliveriesController } from './deliveries.controller';
import { describeDeliveryRoutes } from './deliveries.openapi';
import { EventMetaDataController } from './event-meta-data.controller';
import { ManageWebhooks } from './manage-webhooks';
import { ReadDeliveries } from './read-deliveries';
import { WebhooksController } from './webhooks.controller';
import { describeWebhookRoutes } from './webhooks.openapi';

export interface WebhooksOptions {
  /** Whether webhooks may point to this machine. */
  readonly allowLoopback: boolean;
  readonly sealingKeys: SealingKeys;
}

/** Subscriptions and the log of deliveries; the worker sends. */
@DescribesRoutes(describeWebhookRoutes, describeDeliveryRoutes)
@Module({})
export class WebhooksModule {
  static forRoot({ allowLoopback, sealingKeys }: WebhooksOptions): DynamicModule {
    return {
      module: WebhooksModule,
      // In this order, since the ids of webhooks stand where the other routes have words.
      controllers: [EventMetaDataController, DeliveriesController, WebhooksController],
      providers: [
        provide(
          ManageWebhooks,
          [ENDPOINT_STORE, ConfigurationChanges, IDENTIFIERS],
          (endpoints, changes, identifiers) =>
            new ManageWebhooks(endpoints, changes, identifiers, { secrets: new EndpointSecrets(new Sealing(sealingKeys)), allowLoopback }),
        ),
        provideClass(ReadDeliveries, [DELIVERY_LOG, ENDPOINT_STORE, ManageWebhooks]),
      ],
    };
  }
}

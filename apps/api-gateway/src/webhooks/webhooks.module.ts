import { Sealing, type SealingKeys } from '@countersign/config';
import { DELIVERY_LOG, type DeliveryLog, ENDPOINT_STORE, type EndpointStore, IDENTIFIERS, type Identifiers } from '@countersign/engine';
import { EndpointSecrets } from '@countersign/webhooks';
import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigurationChanges } from '../configuration/configuration-changes';
import { DeliveriesController } from './deliveries.controller';
import { EventMetaDataController } from './event-meta-data.controller';
import { ManageWebhooks } from './manage-webhooks';
import { ReadDeliveries } from './read-deliveries';
import { WebhooksController } from './webhooks.controller';

export interface WebhooksOptions {
  /** Whether webhooks may point to this machine. */
  readonly allowLoopback: boolean;
  readonly sealingKeys: SealingKeys;
}

/** Subscriptions and the log of deliveries; the worker sends. */
@Module({})
export class WebhooksModule {
  static forRoot({ allowLoopback, sealingKeys }: WebhooksOptions): DynamicModule {
    return {
      module: WebhooksModule,
      // In this order, since the ids of webhooks stand where the other routes have words.
      controllers: [EventMetaDataController, DeliveriesController, WebhooksController],
      providers: [
        {
          provide: ManageWebhooks,
          inject: [ENDPOINT_STORE, ConfigurationChanges, IDENTIFIERS],
          useFactory: (endpoints: EndpointStore, changes: ConfigurationChanges, identifiers: Identifiers) =>
            new ManageWebhooks(endpoints, changes, identifiers, { secrets: new EndpointSecrets(new Sealing(sealingKeys)), allowLoopback }),
        },
        {
          provide: ReadDeliveries,
          inject: [DELIVERY_LOG, ENDPOINT_STORE, ManageWebhooks],
          useFactory: (log: DeliveryLog, endpoints: EndpointStore, webhooks: ManageWebhooks) =>
            new ReadDeliveries(log, endpoints, webhooks),
        },
      ],
    };
  }
}

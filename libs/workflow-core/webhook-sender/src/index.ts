export type { AddressGuard } from './guarded-agent';
export { DELIVERY_SCHEDULE, nextDelivery } from './next-delivery';
export type { DeliveryAttempt, WebhookDelivery } from './webhook-delivery';
export { WebhookSender } from './webhook-sender';

export { addressProblem, type AddressRules } from './addresses/address-problem';
export { webhookHeaderProblem } from './addresses/webhook-header-problem';
export { webhookUrlProblem } from './addresses/webhook-url-problem';
export { eventMetaData, type EventMetaData } from './events/event-meta-data';
export { REQUEST_WORKFLOW_EVENT } from './events/event-name';
export { renderEvent } from './events/render-event';
export { EndpointSecrets, type SecretOwner } from './signing/endpoint-secrets';
export { newWebhookSecret } from './signing/webhook-secret';

import type { Endpoint } from '@countersign/engine';
import { MASKED } from './endpoint-settings';

/** A webhook in its documented form. Header values may be credentials and are never shown again. */
export function webhookView(endpoint: Endpoint, secret?: string) {
  return {
    webHookId: endpoint.endpointId,
    name: endpoint.name,
    eventNames: endpoint.eventNames,
    webHookUrl: endpoint.url,
    webHookType: 'HTTP',
    methodType: 'POST',
    webHookHeaders: Object.fromEntries(Object.keys(endpoint.headers).map((name) => [name, MASKED])),
    noOfRetryAttempts: 0,
    maxAllowedConnections: endpoint.maxConnections,
    active: endpoint.active,
    slaInSeconds: endpoint.slaSeconds,
    consumerGroupId: null,
    attribution: {
      createdOn: endpoint.createdAt,
      lastUpdatedOn: endpoint.updatedAt,
      createdBy: endpoint.createdBy,
      lastUpdatedBy: endpoint.updatedBy,
    },
    tillDetailsEnrichmentEnabled: false,
    storeDetailsEnrichmentEnabled: false,
    awardedReferenceEnrichmentEnabled: false,
    availablePointsBalanceEnrichmentEnabled: false,
    payload: endpoint.payload,
    disabledAt: endpoint.disabledAt,
    secret,
  };
}

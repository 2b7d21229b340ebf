import { defineRequestType, plainInstant } from '@countersign/contract';
import { interpretAnswer } from './interpret-answer';
import { type CustomerStatusChangePayload, customerStatusChangePayload } from './payload.schema';
import { summarize } from './summary';

/** Sets a customer's status label. */
export const customerStatusChange = defineRequestType<CustomerStatusChangePayload>({
  key: 'CUSTOMER_STATUS_CHANGE',
  title: 'Customer status change',
  version: 1,
  payload: customerStatusChangePayload,
  example: {
    queryParams: { source: 'INSTORE', accountId: '', use_async: 'false', identifierName: 'mobile', identifierValue: '919900000101' },
    body: { reason: 'Chargeback under investigation', label: 'Suspended' },
  },
  // The documented sample of a create call states POST where the API itself is PUT.
  loyaltyRoute: { method: 'PUT', path: '/v2/customers/lookup/status', alsoAccepted: ['POST'] },
  describe: summarize,
  naturalKey: customerKey,
  asksFor,
  loyaltyKey: () => undefined,
  whenInDoubt: () => 'replay',
  buildCall: ({ payload, bodyText }) => ({ query: payload.queryParams, bodyText }),
  success: { madeIds: ['createdId'] },
  interpretResponse: interpretAnswer,
  // Documented quirks: the reason stands in the first event only, and the last one never names the checker.
  eventFields: ({ payload, phase }) => (phase === 'pending' ? { reason: payload.body.reason } : { omitCheckerId: true }),
});

/** A call is not asynchronous unless it says so, and one time has several spellings. */
function asksFor({ queryParams, body }: CustomerStatusChangePayload): unknown {
  const { createdOn, ...change } = body;
  return { customer: { use_async: 'false', ...queryParams }, change, at: createdOn && plainInstant(createdOn) };
}

/**
 * The customer, whatever the label: two open changes of one customer would leave the label to chance.
 * Written as a JSON array so that no two customers can share a key.
 */
function customerKey({ queryParams }: CustomerStatusChangePayload): string {
  const { source, accountId = '', identifierName, identifierValue } = queryParams;
  return JSON.stringify([source, accountId, identifierName, identifierValue]);
}

import { defineRequestType, type RequestSummary } from '@countersign/contract';
import { requestKey, whenInDoubt } from '../badge-fields.schema';
import { interpretAnswer } from './interpret-answer';
import { type EarnBadgePayload, earnBadgePayload } from './payload.schema';

/** Gives a badge to a customer. */
export const earnBadge = defineRequestType<EarnBadgePayload>({
  key: 'EARN_BADGE',
  title: 'Earn badge',
  version: 1,
  payload: earnBadgePayload,
  example: {
    body: {
      triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '123' },
      customerId: 5001001,
      requestId: 'EB-1001',
      badgeMetaId: 'ba5e00000000000000000001',
    },
  },
  loyaltyRoute: { method: 'POST', path: '/api_gateway/v1/badges/customer/earn' },
  describe: summarize,
  naturalKey: requestKey,
  loyaltyKey: requestKey,
  whenInDoubt,
  buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
  interpretResponse: interpretAnswer,
});

function summarize(payload: EarnBadgePayload): RequestSummary {
  const customer = String(payload.body.customerId);
  const reference = requestKey(payload);
  return { customer, ...(reference && { reference }), line: `Give badge ${payload.body.badgeMetaId} to customer ${customer}` };
}

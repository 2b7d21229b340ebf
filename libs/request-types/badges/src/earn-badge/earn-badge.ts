import { defineRequestType, type RequestSummary, sameAs } from '@countersign/contract';
import { asksForBadge, badgeEchoes, eventTimeWords, requestKey, whenInDoubt } from '../badge-fields.schema';
import { interpretAnswer } from './interpret-answer';
import { EARN_DATES, type EarnBadgePayload, earnBadgePayload } from './payload.schema';

/** Gives a badge to a customer. */
export const earnBadge = defineRequestType<EarnBadgePayload>({
  key: 'EARN_BADGE',
  title: 'Earn badge',
  version: 1,
  payload: earnBadgePayload,
  exclusiveFields: [EARN_DATES],
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
  asksFor: ({ body }) => ({ customer: body.customerId, ...asksForBadge(body, body.earnEventDate, body.earnEventDateISO) }),
  loyaltyKey: requestKey,
  whenInDoubt,
  buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
  success: { madeIds: ['earnedBadgeId'], echoes: ({ body }) => ({ customerId: sameAs(body.customerId), ...badgeEchoes(body) }) },
  interpretResponse: interpretAnswer,
});

function summarize(payload: EarnBadgePayload): RequestSummary {
  const customer = String(payload.body.customerId);
  const reference = requestKey(payload);
  const { badgeMetaId, earnEventDate, earnEventDateISO } = payload.body;
  const line = `Give badge ${badgeMetaId} to customer ${customer}${eventTimeWords(earnEventDate, earnEventDateISO)}`;
  return { customer, ...(reference && { reference }), line };
}

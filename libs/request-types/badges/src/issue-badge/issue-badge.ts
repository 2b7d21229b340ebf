import { defineRequestType } from '@countersign/contract';
import { asksForBadge, badgeEchoes, requestKey, whenInDoubt } from '../badge-fields.schema';
import { interpretAnswer } from './interpret-answer';
import { ISSUE_DATES, type IssueBadgePayload, issueBadgePayload } from './payload.schema';
import { summarize } from './summary';

/** Enrols customers for a badge, which they then may earn. */
export const issueBadge = defineRequestType<IssueBadgePayload>({
  key: 'ISSUE_BADGE',
  title: 'Issue badge',
  version: 1,
  payload: issueBadgePayload,
  exclusiveFields: [ISSUE_DATES],
  example: {
    body: {
      triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '134' },
      customers: [5001001, 5001002],
      requestId: 'IB-1001',
      badgeMetaId: 'ba5e00000000000000000002',
    },
  },
  loyaltyRoute: { method: 'POST', path: '/api_gateway/v1/badges/badgeMeta/customer/issueBulk' },
  describe: summarize,
  naturalKey: requestKey,
  asksFor,
  loyaltyKey: requestKey,
  whenInDoubt,
  buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
  success: { madeIds: ['issuedId'], echoes: ({ body }) => badgeEchoes(body) },
  interpretResponse: (response, { payload }) => interpretAnswer(response, payload),
});

/** The same customers, in whatever order. */
function asksFor({ body }: IssueBadgePayload): unknown {
  const customers = body.customers.toSorted((one, other) => one - other);
  return { customers, ...asksForBadge(body, body.issueEventDate, body.issueEventDateISO) };
}

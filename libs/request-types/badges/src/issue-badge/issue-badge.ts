import { defineRequestType } from '@countersign/contract';
import { requestKey, whenInDoubt } from '../badge-fields.schema';
import { interpretAnswer } from './interpret-answer';
import { type IssueBadgePayload, issueBadgePayload } from './payload.schema';
import { summarize } from './summary';

/** Enrols customers for a badge, which they then may earn. */
export const issueBadge = defineRequestType<IssueBadgePayload>({
  key: 'ISSUE_BADGE',
  title: 'Issue badge',
  version: 1,
  payload: issueBadgePayload,
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
  loyaltyKey: requestKey,
  whenInDoubt,
  buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
  interpretResponse: (response, { payload }) => interpretAnswer(response, payload),
});

import { defineRequestType } from '@countersign/contract';
import { interpretAnswer } from './interpret-answer';
import { type GoodwillPointsConfig, goodwillPointsConfig, type GoodwillPointsPayload, goodwillPointsPayload } from './payload.schema';
import { rules } from './rules';
import { summarize } from './summary';

/** Grants points as a gesture of goodwill. */
export const goodwillPoints = defineRequestType<GoodwillPointsPayload, GoodwillPointsConfig>({
  key: 'GOODWILL_POINTS',
  title: 'Goodwill points',
  version: 1,
  pointsFlow: 'granted',
  payload: goodwillPointsPayload,
  problemKinds: { '/body/earningEntityId': 'earning-entity-invalid', '/body/points': 'points-invalid' },
  entityFields: { '/body/awardingTillId': 'tillId', '/body/earningEntityId': 'not-a-place' },
  example: {
    body: {
      referenceId: 'GW-1001',
      reason: 'Delayed delivery',
      baseType: 'POINTS',
      programId: 1001,
      awardingTillId: 50682289,
      earningEntityType: 'CUSTOMER',
      earningEntityId: 5001001,
      points: 20,
      source: 'API',
    },
  },
  config: goodwillPointsConfig,
  loyaltyRoute: { method: 'POST', path: '/internal/goodwill/' },
  describe: summarize,
  naturalKey: ({ body }) => body.referenceId,
  // The API takes `referenceId` but does not enforce it: a repeated call may grant twice, so a doubt waits for a person.
  loyaltyKey: () => undefined,
  whenInDoubt: () => 'hold',
  buildCall: ({ bodyText }) => ({ query: {}, bodyText }),
  success: { statuses: [200, 201], madeIds: ['createdId'] },
  interpretResponse: interpretAnswer,
  rules,
});

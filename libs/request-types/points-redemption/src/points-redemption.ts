import { defineRequestType } from '@countersign/contract';
import { interpretAnswer } from './interpret-answer';
import { type PointsRedemptionPayload, pointsRedemptionPayload, redemptionOf } from './payload.schema';
import { summarize } from './summary';

/** Takes points from a customer's balance. */
export const pointsRedemption = defineRequestType<PointsRedemptionPayload>({
  key: 'POINTS_REDEMPTION',
  title: 'Points redemption',
  version: 1,
  pointsFlow: 'redeemed',
  payload: pointsRedemptionPayload,
  entityFields: { '/body/root/redeem/till_id': 'tillId', '/body/root/redeem/*/till_id': 'tillId' },
  example: {
    queryParams: { skip_validation: 'true', format: 'json' },
    body: {
      root: {
        redeem: {
          points_redeemed: '100',
          customer: { mobile: '919900000101' },
          redemption_time: '2026-04-15 23:01:46',
          transaction_number: 'TXN-1001',
          notes: 'Redeemed at the counter',
          external_reference_number: 'ACR-1001',
        },
      },
    },
  },
  loyaltyRoute: { method: 'POST', path: '/v1.1/points/redeem' },
  describe: summarize,
  naturalKey: referenceNumber,
  loyaltyKey: referenceNumber,
  whenInDoubt: (payload) => (referenceNumber(payload) ? 'replay' : 'hold'),
  // Without `format` the API answers in XML, which nobody here could judge.
  buildCall: ({ payload, bodyText }) => ({ query: { ...payload.queryParams, format: 'json' }, bodyText }),
  interpretResponse: interpretAnswer,
});

/** Unique per org and enforced by the loyalty API: it makes a repeated call harmless. */
function referenceNumber(payload: PointsRedemptionPayload): string | undefined {
  return redemptionOf(payload).external_reference_number;
}

import { defineRequestType, type Echoes, plainDecimal, sameAs, sameMobile, sameNumber } from '@countersign/contract';
import { interpretAnswer } from './interpret-answer';
import { EXCLUSIVE_FIELDS, inOneCase, type PointsRedemptionPayload, pointsRedemptionPayload, redemptionOf } from './payload.schema';
import { summarize } from './summary';

/** Takes points from a customer's balance. */
export const pointsRedemption = defineRequestType<PointsRedemptionPayload>({
  key: 'POINTS_REDEMPTION',
  title: 'Points redemption',
  version: 1,
  pointsFlow: 'redeemed',
  payload: pointsRedemptionPayload,
  entityFields: { '/body/root/redeem/till_id': 'tillId', '/body/root/redeem/*/till_id': 'tillId' },
  exclusiveFields: EXCLUSIVE_FIELDS,
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
  asksFor,
  loyaltyKey: referenceNumber,
  whenInDoubt: (payload) => (referenceNumber(payload) ? 'replay' : 'hold'),
  // Without `format` the API answers in XML, which nobody here could judge.
  buildCall: ({ payload, bodyText }) => ({ query: { ...payload.queryParams, format: 'json' }, bodyText }),
  success: { madeIds: ['redemption_id'], echoes },
  interpretResponse: interpretAnswer,
});

/** What is meant where a field is left out. */
const DEFAULT_QUERY = { skip_validation: 'false', format: 'json' };

/**
 * Both spellings of `redeem` and of `custom_fields`, points as text or number, custom fields in any order, and what goes without saying: the
 * defaults of the query, and that no group is meant. Nor does the till count, which is always the request's own: points that are taken at
 * another till are taken a second time all the same.
 */
function asksFor(payload: PointsRedemptionPayload): unknown {
  const { points_redeemed: points, custom_fields: _, till_id: _till, group_redemption: group, ...others } = redemptionOf(payload);
  return {
    ...others,
    points: plainDecimal(points),
    fields: customFieldsOf(payload),
    group: group === 'false' ? undefined : group,
    how: { ...DEFAULT_QUERY, ...payload.queryParams },
  };
}

/** A field of which nothing is said is none; each has one name, which counts in any case. */
function customFieldsOf(payload: PointsRedemptionPayload): readonly (readonly [name: string, value: string])[] {
  const { custom_fields: fields = [] } = redemptionOf(payload);
  const said = ('field' in fields ? fields.field : fields).filter(({ value }) => value !== '');
  return said.map(({ name, value }) => [inOneCase(name), value] as const).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** The answer repeats the points, and the customer by every identifier that it knows: the one that was asked by must be the same. */
function echoes(payload: PointsRedemptionPayload): Echoes {
  const { customer, points_redeemed: points } = redemptionOf(payload);
  return {
    points_redeemed: sameNumber(points),
    ...(customer.mobile && { mobile: sameMobile(customer.mobile) }),
    ...(customer.email && { email: sameAs(customer.email) }),
    ...(customer.external_id && { external_id: sameAs(customer.external_id) }),
  };
}

/** Unique per org and enforced by the loyalty API: it makes a repeated call harmless. */
function referenceNumber(payload: PointsRedemptionPayload): string | undefined {
  return redemptionOf(payload).external_reference_number;
}

import type { RequestSummary } from '@countersign/contract';
import { CUSTOMER_IDENTIFIERS, type PointsRedemptionPayload, redemptionOf } from './payload.schema';

/** What the inbox shows. The first identifier that is filled names the customer. */
export function summarize(payload: PointsRedemptionPayload): RequestSummary {
  const { points_redeemed: points, customer: identifiers, external_reference_number: reference } = redemptionOf(payload);
  const customer = CUSTOMER_IDENTIFIERS.map((name) => identifiers[name]?.trim()).find(Boolean) ?? '';
  return {
    customer,
    ...(reference && { reference }),
    amount: Number(points),
    line: `Redeem ${Number(points)} points of customer ${customer}`,
  };
}

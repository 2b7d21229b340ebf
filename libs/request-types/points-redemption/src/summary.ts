import type { RequestSummary } from '@countersign/contract';
import { CUSTOMER_IDENTIFIERS, type PointsRedemptionPayload, redemptionOf } from './payload.schema';

/** What the inbox shows: everybody whom the payload names, and the points as they are written. */
export function summarize(payload: PointsRedemptionPayload): RequestSummary {
  const { points_redeemed: points, customer: identifiers, external_reference_number: reference } = redemptionOf(payload);
  const customer = CUSTOMER_IDENTIFIERS.map((name) => identifiers[name]).find(Boolean) ?? '';
  const primary = payload.queryParams?.user_group2_primary_user_id;
  return {
    customer,
    ...(primary !== undefined && primary !== customer && { otherCustomers: [primary] }),
    ...(reference && { reference }),
    amount: Number(points),
    line: `Redeem ${points} points of customer ${customer}${groupWords(payload)}`,
  };
}

/** Whose points they are, where they are a group's. */
function groupWords(payload: PointsRedemptionPayload): string {
  const { user_group2_primary_user_id: primary, user_group2_id: id, user_group2_external_id: externalId } = payload.queryParams ?? {};
  if (primary !== undefined) return ` from the group of customer ${primary}`;
  if (id !== undefined) return ` from group ${id}`;
  if (externalId !== undefined) return ` from the group with the external id ${externalId}`;
  return redemptionOf(payload).group_redemption === 'true' ? ' from the group of this customer' : '';
}

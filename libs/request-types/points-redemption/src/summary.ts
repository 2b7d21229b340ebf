import { countOf, inLine, type RequestSummary, type WrittenValue } from '@countersign/contract';
import { CUSTOMER_IDENTIFIERS, type PointsRedemptionPayload, redemptionOf } from './payload.schema';

type IdentifierName = (typeof CUSTOMER_IDENTIFIERS)[number];

/** One text may be somebody's mobile number and somebody else's card number. */
const KINDS: Readonly<Record<IdentifierName, string>> = {
  mobile: 'mobile',
  email: 'e-mail',
  external_id: 'external id',
  card_number: 'card number',
  card_external_id: 'external id of the card',
};

/** What the inbox shows: everybody whom the payload names and how, the programme, and the points as they are written. */
export function summarize(payload: PointsRedemptionPayload, written?: WrittenValue): RequestSummary {
  const { points_redeemed: points, customer: identifiers, external_reference_number: reference } = redemptionOf(payload);
  const kind = CUSTOMER_IDENTIFIERS.find((name) => identifiers[name]) ?? 'mobile';
  const customer = identifiers[kind] ?? '';
  const { user_group2_primary_user_id: primary, program_id: programme } = payload.queryParams ?? {};
  const inProgramme = programme === undefined ? '' : ` in programme ${programme}`;
  // A text is shown as it is; of a number the payload has lost the spelling.
  const shown = typeof points === 'number' ? (written?.(pointsPath(payload)) ?? points) : points;
  return {
    customer,
    ...(primary !== undefined && primary !== customer && { otherCustomers: [primary] }),
    ...(reference && { reference }),
    amount: Number(points),
    line: `Redeem ${countOf(shown, 'point')} of customer ${inLine(customer)} (${KINDS[kind]})${inProgramme}${groupWords(payload)}`,
  };
}

/** Where the points stand: the call takes one redemption, or an array of one. */
function pointsPath({ body }: PointsRedemptionPayload): readonly string[] {
  return ['body', 'root', 'redeem', ...(Array.isArray(body.root.redeem) ? ['0'] : []), 'points_redeemed'];
}

/** Whose points they are, where they are a group's. */
function groupWords(payload: PointsRedemptionPayload): string {
  const { user_group2_primary_user_id: primary, user_group2_id: id, user_group2_external_id: externalId } = payload.queryParams ?? {};
  if (primary !== undefined) return ` from the group of customer ${primary}`;
  if (id !== undefined) return ` from group ${id}`;
  if (externalId !== undefined) return ` from the group with the external id ${inLine(externalId)}`;
  const own = redemptionOf(payload).group_redemption;
  if (own === undefined) return '';
  return own === 'true' ? ' from the group of this customer' : ' from no group';
}

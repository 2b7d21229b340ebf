import {
  freeText,
  isPointsAmount,
  isSensibleInstant,
  keyText,
  MOST_POINTS,
  namesEachThingOnce,
  nameText,
  SENSIBLE_TIMES,
  unusedOrIdentifier,
  unusedOrName,
} from '@countersign/contract';
import { z } from 'zod';
import { GROUP_NAMES, queryParamsSchema } from './query-params.schema';

const POINTS_RULE = 'must be above 0, at most 1,000,000,000, and have at most 3 decimals';
const SPELLING_RULE = 'must be digits 0 to 9 with at most 3 decimals, without sign, blanks, exponent or leading zeros';

/** The loyalty API takes amounts as text and as numbers; either way above 0 with at most 3 decimals. A text is shown as it is written. */
const points = z
  .union([
    z
      .string()
      .regex(/^(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,3})?$/, { error: SPELLING_RULE, abort: true })
      .refine((spelled) => isPointsAmount(Number(spelled)), POINTS_RULE),
    z.number().positive().max(MOST_POINTS).refine(isPointsAmount, POINTS_RULE),
  ])
  .meta({ title: 'Points', description: 'Above 0, at most 1,000,000,000, with at most 3 decimals.' });

export const CUSTOMER_IDENTIFIERS = ['mobile', 'email', 'external_id', 'card_number', 'card_external_id'] as const;

const CUSTOMER_NAMES = CUSTOMER_IDENTIFIERS.flatMap((name) => [
  `/body/root/redeem/customer/${name}`,
  `/body/root/redeem/*/customer/${name}`,
]);
/** A group of points, or a customer, is named once. */
export const EXCLUSIVE_FIELDS = [GROUP_NAMES, CUSTOMER_NAMES];

const customer = z
  .strictObject({
    mobile: unusedOrIdentifier().meta({ title: 'Mobile number', description: 'With the country code.' }).exactOptional(),
    email: unusedOrIdentifier().meta({ title: 'E-mail address' }).exactOptional(),
    external_id: unusedOrIdentifier().meta({ title: 'External id' }).exactOptional(),
    card_number: unusedOrIdentifier().meta({ title: 'Card number' }).exactOptional(),
    card_external_id: unusedOrIdentifier().meta({ title: 'External id of the card' }).exactOptional(),
  })
  .refine((identifiers) => CUSTOMER_IDENTIFIERS.filter((name) => identifiers[name]).length === 1, {
    error: `must have exactly one of ${CUSTOMER_IDENTIFIERS.join(', ')}: of several the loyalty API picks one, and nobody approved which`,
  })
  .meta({ title: 'Customer', description: 'Named by exactly one of these; the others are left out or empty.' });

const localDateTime = z.iso.datetime({ local: true });

/** Back-dating is documented as accepted; the loyalty API knows no time zone here. */
const redemptionTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, { error: 'must be a date and time such as 2026-04-15 23:01:46', abort: true })
  .refine((time) => localDateTime.safeParse(time.replace(' ', 'T')).success, { error: 'must be a day and time that exist', abort: true })
  .refine((time) => isSensibleInstant(Date.parse(`${time.replace(' ', 'T')}Z`)), SENSIBLE_TIMES)
  .meta({ title: 'Redemption time', description: 'Year-month-day hours:minutes:seconds. It may lie in the past.' });

const customField = z.strictObject({
  name: nameText().meta({ title: 'Name' }),
  value: unusedOrIdentifier(1000).meta({ title: 'Value' }),
});
/**
 * Whoever compares names without case may also take wide letters for narrow ones, ß for SS and İ for i, and a row of blanks for one.
 */
export function inOneCase(name: string): string {
  const lower = name.normalize('NFKC').toUpperCase().toLowerCase();
  return lower
    .replace(/i\u0307/g, 'i')
    .replace(/ +/g, ' ')
    .trim();
}

const customFieldList = z
  .array(customField)
  .max(100)
  .refine((fields) => new Set(fields.map(({ name }) => inOneCase(name))).size === fields.length, 'must name each field once')
  .meta({ title: 'Custom fields' });

const reference = keyText.meta({
  title: 'Reference',
  description: 'Your own number for this redemption, never used before. It keeps the points from being taken twice.',
});

const redemption = z
  .strictObject({
    points_redeemed: points,
    customer,
    redemption_time: redemptionTime.exactOptional(),
    transaction_number: unusedOrIdentifier().meta({ title: 'Transaction number' }).exactOptional(),
    notes: freeText(1000).meta({ title: 'Notes' }).exactOptional(),
    external_reference_number: reference.exactOptional(),
    validation_code: unusedOrIdentifier()
      .meta({ title: 'Validation code', description: 'The one that the customer was sent.' })
      .exactOptional(),
    till_id: unusedOrIdentifier().meta({ title: 'Till' }).exactOptional(),
    group_redemption: z
      .enum(['true', 'false'])
      .meta({ title: 'Redeem from a group', description: 'Of the customer’s own group. Left out where the query names a group.' })
      .exactOptional(),
    redemption_purpose: unusedOrName().meta({ title: 'Purpose' }).exactOptional(),
    billing_time: unusedOrIdentifier().meta({ title: 'Billing time' }).exactOptional(),
    custom_fields: z
      .union([z.strictObject({ field: customFieldList }), customFieldList])
      .meta({ title: 'Custom fields' })
      .exactOptional(),
  })
  .meta({ title: 'Redemption' });

/**
 * A redemption as the redeem API documents it, both spellings of `redeem` and of `custom_fields`. Lengths (references and
 * identifiers 255, notes and field values 1000, 100 custom fields) and the most points at once are our limits.
 */
export const pointsRedemptionPayload = z
  .strictObject({
    queryParams: queryParamsSchema.exactOptional(),
    body: z.strictObject({ root: z.strictObject({ redeem: z.union([redemption, z.tuple([redemption])]) }) }),
  })
  .superRefine(namesEachThingOnce([GROUP_NAMES]))
  .meta({ description: 'Takes points from a customer’s balance.' });

export type PointsRedemptionPayload = z.infer<typeof pointsRedemptionPayload>;

/** The one redemption, whichever way `redeem` is spelled. */
export function redemptionOf({ body }: PointsRedemptionPayload): z.infer<typeof redemption> {
  const { redeem } = body.root;
  return Array.isArray(redeem) ? redeem[0] : redeem;
}

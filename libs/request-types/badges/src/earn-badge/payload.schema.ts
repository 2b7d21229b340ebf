import { namesEachThingOnce } from '@countersign/contract';
import { z } from 'zod';
import { badgeFields, customerId, instant, isoInstant } from '../badge-fields.schema';

/** Two spellings of one date. */
export const EARN_DATES = ['/body/earnEventDate', '/body/earnEventDateISO'];

/** One customer gets one badge. The customer's id is documented both as number and as text. Lengths are our limits. */
export const earnBadgePayload = z
  .strictObject({
    queryParams: z.strictObject({}).exactOptional(),
    body: z.strictObject({
      ...badgeFields,
      customerId: z
        .union([customerId, z.string().regex(/^[1-9]\d{0,17}$/, 'must be a customer id: digits only')])
        .meta({ title: 'Customer', description: 'The customer’s id in the loyalty programme.' }),
      earnEventDate: instant.meta({ title: 'Earned on', description: 'Date and time of ISO 8601 with Z or an offset.' }).exactOptional(),
      earnEventDateISO: isoInstant
        .meta({ title: 'Earned on (ISO)', description: 'The same date under its other name: send one of the two.' })
        .exactOptional(),
    }),
  })
  .superRefine(namesEachThingOnce([EARN_DATES]))
  .meta({ description: 'Gives one customer a badge.' });

export type EarnBadgePayload = z.infer<typeof earnBadgePayload>;

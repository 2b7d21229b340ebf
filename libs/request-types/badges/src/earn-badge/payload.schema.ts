import { z } from 'zod';
import { badgeFields, customerId, instant, isoInstant } from '../badge-fields.schema';

/** One customer gets one badge. The customer's id is documented both as number and as text. Lengths are our limits. */
export const earnBadgePayload = z.strictObject({
  queryParams: z.strictObject({}).exactOptional(),
  body: z.strictObject({
    ...badgeFields,
    customerId: z.union([customerId, z.string().regex(/^[1-9]\d{0,17}$/, 'must be a customer id: digits only')]),
    earnEventDate: instant.exactOptional(),
    earnEventDateISO: isoInstant.exactOptional(),
  }),
});

export type EarnBadgePayload = z.infer<typeof earnBadgePayload>;

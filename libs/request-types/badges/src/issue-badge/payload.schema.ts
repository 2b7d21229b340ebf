import { z } from 'zod';
import { badgeFields, customerId, instant, isoInstant } from '../badge-fields.schema';

/** Ours: the loyalty API documents no maximum, and a checker should be able to see for whom a request is. */
const MOST_CUSTOMERS = 100;

const customers = z
  .array(customerId)
  .min(1)
  .max(MOST_CUSTOMERS)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each customer once');

/** Several customers are enrolled for one badge. */
export const issueBadgePayload = z.strictObject({
  queryParams: z.strictObject({}).exactOptional(),
  body: z.strictObject({
    ...badgeFields,
    customers,
    issueEventDate: instant.exactOptional(),
    issueEventDateISO: isoInstant.exactOptional(),
  }),
});

export type IssueBadgePayload = z.infer<typeof issueBadgePayload>;

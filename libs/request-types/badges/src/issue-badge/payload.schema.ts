import { namesEachThingOnce } from '@countersign/contract';
import { z } from 'zod';
import { badgeFields, customerId, instant, isoInstant } from '../badge-fields.schema';

/** Ours: the loyalty API documents no maximum, and a checker should be able to see for whom a request is. */
const MOST_CUSTOMERS = 100;

const customers = z
  .array(customerId)
  .min(1)
  .max(MOST_CUSTOMERS)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each customer once')
  .meta({ title: 'Customers', description: `Their ids in the loyalty programme, each once and at most ${MOST_CUSTOMERS}.` });

/** Two spellings of one date. */
export const ISSUE_DATES = ['/body/issueEventDate', '/body/issueEventDateISO'];

/** Several customers are enrolled for one badge. */
export const issueBadgePayload = z
  .strictObject({
    queryParams: z.strictObject({}).exactOptional(),
    body: z.strictObject({
      ...badgeFields,
      customers,
      issueEventDate: instant.meta({ title: 'Issued on', description: 'Date and time of ISO 8601 with Z or an offset.' }).exactOptional(),
      issueEventDateISO: isoInstant
        .meta({ title: 'Issued on (ISO)', description: 'The same date under its other name: send one of the two.' })
        .exactOptional(),
    }),
  })
  .superRefine(namesEachThingOnce([ISSUE_DATES]))
  .meta({ description: 'Enrols several customers for a badge.' });

export type IssueBadgePayload = z.infer<typeof issueBadgePayload>;

import { filledText, isPointsAmount, keyText, nameText } from '@countersign/contract';
import { z } from 'zod';

/** All nine fields are mandatory. Lengths are our limits. */
export const goodwillPointsPayload = z
  .strictObject({
    queryParams: z.strictObject({}).exactOptional(),
    body: z.strictObject({
      referenceId: keyText.meta({ title: 'Reference', description: 'Your own number for this grant.' }),
      reason: filledText(1000).meta({ title: 'Reason', description: 'Why the customer gets the points; checkers read it.' }),
      baseType: z.literal('POINTS').meta({ title: 'Kind' }),
      programId: z.int().positive().meta({ title: 'Loyalty programme', description: 'Its id.' }),
      awardingTillId: z.int().positive().meta({ title: 'Awarding till', description: 'Its id.' }),
      earningEntityType: z.literal('CUSTOMER').meta({ title: 'Who gets them' }),
      earningEntityId: z
        .int('must be a customer id: a whole number above 0')
        .positive('must be a customer id: a whole number above 0')
        .meta({ title: 'Customer', description: 'The customer’s id in the loyalty programme.' }),
      points: z
        .number()
        .refine(isPointsAmount, 'must be above 0, at most 1,000,000,000, and have at most 3 decimals')
        .meta({ title: 'Points', description: 'Above 0, at most 1,000,000,000, with at most 3 decimals.' }),
      source: nameText().meta({ title: 'Source', description: 'Where the request comes from.' }),
    }),
  })
  .meta({ description: 'Gives points to a customer, as an apology or a thank-you.' });

export type GoodwillPointsPayload = z.infer<typeof goodwillPointsPayload>;

/** The org's own settings. */
export const goodwillPointsConfig = z.strictObject({
  /** Most points that one request may grant. */
  upperCap: z.number().positive().exactOptional(),
});

export type GoodwillPointsConfig = z.infer<typeof goodwillPointsConfig>;

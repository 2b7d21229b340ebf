import { isPointsAmount, keyText } from '@countersign/contract';
import { z } from 'zod';

/** All nine fields are mandatory. Lengths are our limits. */
export const goodwillPointsPayload = z.strictObject({
  queryParams: z.strictObject({}).exactOptional(),
  body: z.strictObject({
    referenceId: keyText,
    reason: z.string().max(1000).regex(/\S/, 'must not be blank'),
    baseType: z.literal('POINTS'),
    programId: z.int().positive(),
    awardingTillId: z.int().positive(),
    earningEntityType: z.literal('CUSTOMER'),
    earningEntityId: z.int('must be a customer id: a whole number above 0').positive('must be a customer id: a whole number above 0'),
    points: z.number().refine(isPointsAmount, 'must be above 0 and have at most 3 decimals'),
    source: z.string().max(255).regex(/\S/, 'must not be blank'),
  }),
});

export type GoodwillPointsPayload = z.infer<typeof goodwillPointsPayload>;

/** The org's own settings. */
export const goodwillPointsConfig = z.strictObject({
  /** Most points that one request may grant. */
  upperCap: z.number().positive().exactOptional(),
});

export type GoodwillPointsConfig = z.infer<typeof goodwillPointsConfig>;

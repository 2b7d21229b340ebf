import { z } from 'zod';

const LONGEST_REASON = 1_000;

const reason = z
  .string()
  .max(LONGEST_REASON)
  .refine((text) => text.trim() !== '', 'expected a reason that is not blank')
  .describe('Why. Journaled for good; name no customer.');

/** What every operator says who stops, repeats or hurries something. */
export const reasonSchema = z.strictObject({ reason });

/** Going on as usual needs no reason. */
export const optionalReasonSchema = z.strictObject({ reason: reason.exactOptional() });

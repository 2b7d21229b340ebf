import { z } from 'zod';
import { readBody } from '../http/json-body';

const LONGEST_REASON = 2_000;

/** A withdrawal needs no body. */
export const withdrawalSchema = z.strictObject({
  reason: z
    .string()
    .max(LONGEST_REASON)
    .refine((reason) => reason.trim() !== '', 'expected a reason that is not blank')
    .exactOptional()
    .describe('Why; shown as outcome.message of the request.'),
});

export function readWithdrawal(text: string | undefined): z.infer<typeof withdrawalSchema> {
  return text === undefined || text.trim() === '' ? {} : readBody(withdrawalSchema, text);
}

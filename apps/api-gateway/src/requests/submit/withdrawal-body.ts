import { filledText } from '@countersign/contract';
import { z } from 'zod';
import { readOptionalBody } from '../../platform/http/json-body';

const LONGEST_REASON = 2_000;

/** A withdrawal needs no body. */
export const withdrawalSchema = z.strictObject({
  reason: filledText(LONGEST_REASON).exactOptional().describe('Why; shown as outcome.message of the request.'),
});

export function readWithdrawal(text: string | undefined): z.infer<typeof withdrawalSchema> {
  return readOptionalBody(withdrawalSchema, text);
}

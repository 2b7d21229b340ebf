import { z } from 'zod';
import { reasonSchema } from '../../platform/http/reason-body';

const MOST_USER_ID = 999_999_999_999_999;

/** Whose tokens do not count any more, and why. */
export const revocationSchema = z.strictObject({
  userId: z.int().min(0).max(MOST_USER_ID).describe('The person’s id, as in the tokens of the identity provider.'),
  reason: reasonSchema.shape.reason,
});

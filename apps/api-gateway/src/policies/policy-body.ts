import { z } from 'zod';
import { notificationsSchema } from './notification-settings';

const ONE_YEAR_OF_HOURS = 8_784;

const autoApproval = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('off') }),
  z.strictObject({ mode: z.literal('on') }),
  z.strictObject({ mode: z.literal('up-to'), amount: z.number().nonnegative().describe('Points; above it a checker is asked.') }),
]);

/** A proposed policy: settings that all types have, and the type's own. */
export const policySchema = z.strictObject({
  autoApproval: autoApproval.describe('Which requests need no checker.'),
  config: z.unknown().optional().describe('The settings of the request type, in the form that its documentation gives.'),
  expiresAfterHours: z.int().min(1).max(ONE_YEAR_OF_HOURS).exactOptional().describe('A pending request older than this expires.'),
  notifications: notificationsSchema.exactOptional(),
});

import { z } from 'zod';
import { emailsSchema } from '../notification-settings';

/** A proposed policy of the org's configuration. */
export const configurationPolicySchema = z.strictObject({
  actAtOnce: z
    .boolean()
    .describe('Whether changes of webhooks and API clients act without a second person. Every such change is journaled, listed and told.'),
  emails: emailsSchema.exactOptional().describe('Who is told by e-mail of every change that is proposed, confirmed or acts at once.'),
  basedOn: z
    .int()
    .nonnegative()
    .exactOptional()
    .describe('The active version that you looked at, 0 before there is one: the proposal is refused when another one is active by now.'),
});

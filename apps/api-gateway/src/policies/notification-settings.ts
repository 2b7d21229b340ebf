import { z } from 'zod';

const MOST_EMAILS = 10;
const LONGEST_EMAIL = 254;
const ONE_YEAR_OF_HOURS = 8_784;

/** A few addresses, each once. */
export const emailsSchema = z
  .array(z.email().max(LONGEST_EMAIL))
  .min(1)
  .max(MOST_EMAILS)
  .superRefine((emails, context) => {
    const seen = new Set<string>();
    emails.forEach((email, index) => {
      if (seen.has(email.toLowerCase())) context.addIssue({ code: 'custom', path: [index], message: 'expected each address only once' });
      seen.add(email.toLowerCase());
    });
  });

/** Who is told by e-mail of an org's requests of a type. */
export const notificationsSchema = z
  .strictObject({
    emails: emailsSchema.describe('Addresses that are told of every step that has an event.'),
    remindAfterHours: z
      .int()
      .min(1)
      .max(ONE_YEAR_OF_HOURS)
      .exactOptional()
      .describe('They are reminded of a request that has waited so long for its checker, and again after as long; at most five times.'),
  })
  .describe('Who is told by e-mail; nobody when left out.');

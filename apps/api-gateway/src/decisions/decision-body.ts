import { z } from 'zod';
import { refusedAs } from '../http/field-problems';

const LONGEST_COMMENT = 2_000;

/** The documented body of a decision, and our digest. */
export const decisionSchema = z.strictObject({
  requestId: z.string(),
  actionName: z
    .string()
    .refine((name) => name.toLowerCase() === 'admintask', { error: 'expected AdminTask', params: refusedAs('wrong-action') })
    .describe('AdminTask, in any case.'),
  payload: z.strictObject({
    'AdminTask-Payload': z.strictObject({
      actionDecision: z.enum(['approved', 'rejected']),
      actionMessage: z
        .string()
        .max(LONGEST_COMMENT)
        .refine((comment) => comment.trim() !== '', 'expected a comment that is not blank')
        .describe('The checker’s comment; part of the event.'),
    }),
  }),
  payloadDigest: z
    .string()
    .max(128)
    .exactOptional()
    .describe('details.payloadDigest of what the checker saw; the decision is refused when the request differs.'),
});

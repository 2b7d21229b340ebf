import { filledText } from '@countersign/contract';
import { z } from 'zod';
import { refusedAs } from '../platform/http/field-problems';

const LONGEST_COMMENT = 2_000;

/** What a checker says; the first two are documented, the third is ours. */
export const verdictSchema = z
  .enum(['approved', 'rejected', 'sent-back'])
  .describe('sent-back rejects it, and asks its maker to mend it and to submit it again.');

export const commentSchema = filledText(LONGEST_COMMENT).describe(
  'The checker’s comment; part of the event. At least one character of it must be visible.',
);

export const digestSchema = z
  .string()
  .max(128)
  .describe('details.payloadDigest of what the checker saw; the decision is refused when the request differs.');

/** The documented body of a decision, and our digest. */
export const decisionSchema = z.strictObject({
  requestId: z.string(),
  actionName: z
    .string()
    .refine((name) => /^admintask$/i.test(name), { error: 'expected AdminTask', params: refusedAs('wrong-action') })
    .describe('AdminTask, in any case.'),
  payload: z.strictObject({
    'AdminTask-Payload': z.strictObject({
      actionDecision: verdictSchema,
      actionMessage: commentSchema,
    }),
  }),
  payloadDigest: digestSchema.exactOptional(),
});

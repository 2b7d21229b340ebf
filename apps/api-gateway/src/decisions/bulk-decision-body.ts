import { z } from 'zod';
import { commentSchema, digestSchema, verdictSchema } from './decision-body';

/** So many decisions in one call. */
export const MOST_DECISIONS = 100;

const oneDecisionSchema = z.strictObject({
  type: z.string().exactOptional().describe('When sent, it must be the type of the request.'),
  requestId: z.string(),
  decision: verdictSchema,
  comment: commentSchema,
  payloadDigest: digestSchema,
});

export type OneDecision = z.infer<typeof oneDecisionSchema>;

/** Each request once, each with a comment of its own and bound to what was seen. */
export const bulkDecisionSchema = z.strictObject({
  decisions: z
    .array(oneDecisionSchema)
    .min(1)
    .max(MOST_DECISIONS)
    .superRefine((decisions, context) => {
      const seen = new Set<string>();
      decisions.forEach(({ requestId }, index) => {
        const id = requestId.toLowerCase();
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'requestId'], message: 'expected each request only once' });
        seen.add(id);
      });
    }),
});

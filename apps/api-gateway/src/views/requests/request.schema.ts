import { PUBLIC_STATES } from '@countersign/engine';
import { z } from 'zod';
import { time } from '../../platform/openapi/shared-schemas';
import { APPROVAL_WARNINGS } from './approval-warnings';
import { entityInfoSchema } from './entity-info';

const verdict = z.enum(['approved', 'rejected']);

const outcomeSchema = z.strictObject({
  kind: z
    .enum(['executed', 'refused', 'unknown', 'held', 'sent-back', 'withdrawn'])
    .describe('sent-back: rejected, for its maker to mend. withdrawn: its maker said why.'),
  code: z.string().optional().describe('The loyalty API’s own code, or ours: resolved-by-operator when two people found out.'),
  message: z.string(),
  attempts: z.int(),
  partial: z.boolean().optional(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), reference: z.string().optional() })).optional(),
});

const approvalSchema = z.strictObject({
  policyVersion: z.int().describe('The policy that judged it; 0: none was set.'),
  verdict: z.enum(['auto', 'checker']),
  band: z.int().optional().describe('Which band of the policy, from 1.'),
  quorum: z.int().optional().describe('How many must approve.'),
  given: z.int().optional().describe('How many have.'),
  levels: z
    .array(z.strictObject({ grant: z.string(), checkers: z.int(), given: z.int() }))
    .optional()
    .describe('Who must approve, level by level.'),
  next: z.string().optional().describe('The grant that the next approval takes, while one is waited for.'),
  warnings: z
    .array(z.enum(APPROVAL_WARNINGS))
    .optional()
    .describe(
      'What a checker should know: another request for this customer was pending when this one was submitted; or the policy would have approved it, but its maker has a part in that policy; or somebody who asked for it was revoked after that.',
    ),
});

const detailsSchema = z.strictObject({
  'IntouchAPITask-Payload': z.strictObject({
    path: z.string(),
    method: z.string(),
    queryParams: z.unknown().optional(),
    body: z.unknown().optional().describe('As the maker sent it, byte for byte.'),
    erased: z.literal(true).optional().describe('Instead of queryParams and body, once personal data was erased.'),
  }),
  ValidateMakerAccess_Output: z.literal(true),
  ValidatePayload_Output: z.literal(true),
  'AdminTask-Payload': z.strictObject({ actionDecision: verdict, actionMessage: z.string() }).optional(),
  AdminTask_Output: verdict.optional().describe('The decision; the outcome is the state. Sent back is rejected.'),
  ValidateCheckerAccess_Output: z.literal(true).optional(),
  IntouchAPITask_Output: z
    .looseObject({ status: z.number() })
    .optional()
    .describe('The last answer of the loyalty API: status, headers, body.'),
  summary: z.strictObject({
    customer: z.string().describe('The first whom the payload names; the line names the others as well.'),
    reference: z.string().optional(),
    amount: z.number().optional(),
    line: z.string().describe('What approving it does, in one sentence.'),
  }),
  entityInfo: entityInfoSchema,
  autoApproved: z.boolean(),
  approval: approvalSchema,
  replayOf: z.guid().optional().describe('The failed request that an operator asked for once more by this one.'),
  replays: z
    .array(z.strictObject({ requestId: z.guid(), state: z.enum(PUBLIC_STATES) }))
    .optional()
    .describe('Of a failed request: the requests that asked for it once more, oldest first.'),
  resubmissionOf: z.guid().optional().describe('The request that its maker asked for again by this one.'),
  resubmittedAs: z.guid().optional().describe('The request by which its maker asked for this one again.'),
  decisions: z.array(
    z.strictObject({
      checkerId: z.int(),
      checkerName: z.string(),
      decision: z.enum([...verdict.options, 'sent-back']),
      comment: z.string(),
      decidedAt: time,
    }),
  ),
  revokedApprovals: z
    .array(
      z.strictObject({
        checkerId: z.int(),
        checkerName: z.string(),
        comment: z.string(),
        decidedAt: time,
        revokedBy: z.strictObject({ id: z.int(), name: z.string() }),
        revokedAt: time,
      }),
    )
    .optional()
    .describe('Approvals that count no more: whoever gave them was revoked before there were enough.'),
  outcome: outcomeSchema.optional(),
  executionState: z.enum(['waiting', 'executing', 'in-doubt', 'retrying', 'needs-review']).optional(),
  nextAttemptAt: time.optional(),
  reminders: z.int().optional().describe('How often its checkers were reminded by e-mail.'),
  remindedAt: time.optional(),
  expiresAt: time.optional(),
  erasedAt: time.optional().describe('Since then customer, line and comments read "erased".'),
  payloadDigest: z.string().describe('Send it back with the decision, so that only what was seen is decided.'),
  version: z.int(),
});

/** A request as the API answers it. */
export const requestSchema = z.strictObject({
  requestId: z.guid(),
  userId: z.int().describe('The maker.'),
  userName: z.string(),
  requestType: z.string(),
  state: z.enum(PUBLIC_STATES),
  startTime: time,
  endTime: time.nullable(),
  details: detailsSchema,
});

export const requestAnswerSchema = z.strictObject({ data: requestSchema });

export const requestListSchema = z.strictObject({
  data: z.array(requestSchema),
  pagination: z.strictObject({
    totalElements: z.int(),
    totalPages: z.int(),
    numberOfElements: z.int(),
    number: z.int().describe('Number of this page, from 0.'),
    totalIsLowerBound: z.literal(true).optional(),
    nextCursor: z.string().optional(),
  }),
  warnings: z
    .array(z.strictObject({ message: z.string(), reference: z.string() }))
    .optional()
    .describe('What the caller should know of how the list was searched.'),
});

import {
  answerCode,
  answerError,
  executedWith,
  type ExecutionOutcome,
  type LoyaltyResponse,
  madeId,
  type OutcomeWarning,
  refusedFor,
  saysFailure,
} from '@countersign/contract';
import { z } from 'zod';
import { interpretBadgeAnswer } from '../interpret-badge-answer';
import type { IssueBadgePayload } from './payload.schema';

/** Enrolled, and nothing in the entry says otherwise. */
const enrolled = z
  .looseObject({ customerId: answerCode, issuedId: madeId, error: z.null().optional() })
  .refine((entry) => !saysFailure(entry));
/** Not enrolled, for a reason; an id beside it would contradict that. */
const notEnrolled = z.object({
  customerId: answerCode,
  error: answerError,
  issuedId: z.custom((issuedId) => !madeId.safeParse(issuedId).success).optional(),
});
const issued = z.object({ issuedBadges: z.array(z.union([enrolled, notEnrolled])) });

type Issue = z.infer<typeof issued>['issuedBadges'][number];

/** The call as a whole may succeed although some customers, or all of them, were not enrolled. */
export function interpretAnswer(response: LoyaltyResponse, { body }: IssueBadgePayload): ExecutionOutcome {
  return interpretBadgeAnswer(response, (data, warnings) => {
    const { data: answer } = issued.safeParse(data);
    return answer && speaksOfEach(body.customers, answer.issuedBadges) ? judgeIssues(answer.issuedBadges, warnings) : undefined;
  });
}

/** An answer that leaves a customer out does not say what became of that customer. */
function speaksOfEach(customers: readonly number[], issues: readonly Issue[]): boolean {
  const named = new Set(issues.map((issue) => issue.customerId));
  return issues.length === customers.length && customers.every((customer) => named.has(String(customer)));
}

function judgeIssues(issues: readonly Issue[], warnings: readonly OutcomeWarning[]): ExecutionOutcome {
  const refusals = issues.flatMap(({ customerId, error }) => (error ? [{ ...error, reference: customerId }] : []));
  const [first, ...more] = refusals;
  if (!first) return executedWith(warnings);
  if (refusals.length === issues.length) return refusedFor([first, ...more]);
  return { kind: 'executed', partial: true, warnings: [...refusals, ...warnings] };
}

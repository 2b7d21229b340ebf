import {
  answerCode,
  type ExecutionOutcome,
  isRefusalStatus,
  isSuccessStatus,
  type LoyaltyResponse,
  undocumentedAnswer,
} from '@countersign/contract';
import { z } from 'zod';
import { REDEEMED, REFERENCE_USED, REFUSED, TRY_AGAIN, WHOLE_SUCCEEDED } from './item-codes';

/** Booleans come as the texts "true" and "false". */
const success = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const status = z.object({ success, code: answerCode, message: z.string().nullish() });
const points = z.object({ item_status: status });

/** The documented answer. A bulk of one may come as an array of one. */
const answerSchema = z.object({
  response: z.object({
    status: status.optional(),
    responses: z.object({ points: z.union([points, z.tuple([points]).transform(([only]) => only)]).optional() }).nullish(),
  }),
});

type Status = z.infer<typeof status>;

/** Judges by the item's own status and, where there is no item, by the status of the whole. */
export function interpretAnswer(response: LoyaltyResponse): ExecutionOutcome {
  const { data: answer } = answerSchema.safeParse(response.body);
  const whole = answer?.response.status;
  const item = answer?.response.responses?.points?.item_status;
  const telling = item ?? whole;
  if (!telling) return undocumentedAnswer(response);
  if (telling.success) return judgeSuccess(response, item, whole);
  if (whole?.success) return undocumentedAnswer(response);
  return isSuccessStatus(response) || isRefusalStatus(response) ? judgeFailure(response, telling) : undocumentedAnswer(response);
}

/** Points count as redeemed only when item, whole and HTTP status agree: a contradiction proves nothing. */
function judgeSuccess(response: LoyaltyResponse, item?: Status, whole?: Status): ExecutionOutcome {
  const isWholeGood = whole === undefined || (whole.success && whole.code === WHOLE_SUCCEEDED);
  const isRedeemed = item?.code === REDEEMED && isWholeGood && isSuccessStatus(response);
  return isRedeemed ? { kind: 'executed' } : undocumentedAnswer(response);
}

function judgeFailure(response: LoyaltyResponse, { code, message }: Status): ExecutionOutcome {
  const told = { code, message: message || `The loyalty API answered with item code ${code} and no message.` };
  if (code === REFERENCE_USED) return { kind: 'duplicate', ...told };
  if (TRY_AGAIN.has(code)) return { kind: 'retry', ...told };
  if (REFUSED.has(code)) return { kind: 'refused', ...told };
  return undocumentedAnswer(response);
}

import { executedWith, type ExecutionOutcome, type LoyaltyResponse, madeId } from '@countersign/contract';
import { z } from 'zod';
import { interpretBadgeAnswer } from '../interpret-badge-answer';

const earned = z.object({ earnedBadgeId: madeId });

/** Done when the answer names the earned badge. */
export function interpretAnswer(response: LoyaltyResponse): ExecutionOutcome {
  return interpretBadgeAnswer(response, (data, warnings) => (earned.safeParse(data).success ? executedWith(warnings) : undefined));
}

import {
  answerCode,
  executedWith,
  type ExecutionOutcome,
  isRefusalStatus,
  isSuccessStatus,
  type LoyaltyResponse,
  readEnvelope,
  refusedFor,
  undocumentedAnswer,
} from '@countersign/contract';
import { z } from 'zod';

/** Both documented successes list their warnings; only the newer one names the customer it changed. */
const changed = z.object({ warnings: z.array(z.unknown()), createdId: answerCode.optional() });

/** Done when a 2xx lists warnings and no errors; refused when a 4xx lists errors. */
export function interpretAnswer(response: LoyaltyResponse): ExecutionOutcome {
  const envelope = readEnvelope(response.body);
  if (!envelope) return undocumentedAnswer(response);
  const [first, ...more] = envelope.errors;
  if (first) return isRefusalStatus(response) ? refusedFor([first, ...more]) : undocumentedAnswer(response);
  const isChanged = isSuccessStatus(response) && changed.safeParse(response.body).success;
  return isChanged ? executedWith(envelope.warnings) : undocumentedAnswer(response);
}

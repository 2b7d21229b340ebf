import {
  executedWith,
  type ExecutionOutcome,
  isRefusalStatus,
  isSuccessStatus,
  type LoyaltyResponse,
  madeId,
  readEnvelope,
  refusedFor,
  undocumentedAnswer,
} from '@countersign/contract';
import { z } from 'zod';

/** The documented successes list their warnings or name the customer that was changed; the newer one does both. */
const changed = z.union([z.object({ warnings: z.array(z.unknown()) }), z.object({ createdId: madeId })]);

/** Done when a 2xx is a documented success without errors; refused when a 4xx lists errors. */
export function interpretAnswer(response: LoyaltyResponse): ExecutionOutcome {
  const envelope = readEnvelope(response.body);
  if (!envelope) return undocumentedAnswer(response);
  const [first, ...more] = envelope.errors;
  if (first) return isRefusalStatus(response) ? refusedFor([first, ...more]) : undocumentedAnswer(response);
  const isChanged = isSuccessStatus(response) && changed.safeParse(response.body).success;
  return isChanged ? executedWith(envelope.warnings) : undocumentedAnswer(response);
}

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

/** The programme has no expiry strategy for goodwill: nothing was granted, and nothing can be until somebody sets it up. */
const PROGRAMME_NOT_SET_UP = '3002';

/** The id of what was granted. */
const granted = z.object({ createdId: madeId });

/** Done when a 2xx names what it created and no errors; a 4xx with errors is a refusal or waits for the programme's set-up. */
export function interpretAnswer(response: LoyaltyResponse): ExecutionOutcome {
  const envelope = readEnvelope(response.body);
  if (!envelope) return undocumentedAnswer(response);
  const [first, ...more] = envelope.errors;
  if (!first) {
    const isGranted = isSuccessStatus(response) && granted.safeParse(response.body).success;
    return isGranted ? executedWith(envelope.warnings) : undocumentedAnswer(response);
  }
  if (!isRefusalStatus(response)) return undocumentedAnswer(response);
  const notSetUp = envelope.errors.find(({ code }) => code === PROGRAMME_NOT_SET_UP);
  return notSetUp ? { kind: 'hold', code: notSetUp.code, message: notSetUp.message } : refusedFor([first, ...more]);
}

import type { Executed, InDoubt, OutcomeWarning, Refused, Retry } from '../outcome';
import type { LoyaltyResponse } from '../request-type';
import type { AnswerError } from './answer-envelope';

/** The documented lock: another call holds this customer, nothing was applied. */
export const CUSTOMER_LOCKED = '521';

/** An answer that is not documented proves nothing in either direction. */
export function undocumentedAnswer({ status }: LoyaltyResponse): InDoubt {
  return {
    kind: 'in-doubt',
    code: 'UNDOCUMENTED_ANSWER',
    message: `The loyalty API answered HTTP ${status} in a form that is not documented.`,
  };
}

export function executedWith(warnings: readonly OutcomeWarning[]): Executed {
  return warnings.length > 0 ? { kind: 'executed', warnings } : { kind: 'executed' };
}

/** A refusal with the first error's code and all messages, each once; a retry when the customer was merely locked. */
export function refusedFor(errors: readonly [AnswerError, ...AnswerError[]]): Refused | Retry {
  const code = errors[0].code;
  const message = [...new Set(errors.map((error) => error.message))].join('; ');
  return errors.every((error) => error.code === CUSTOMER_LOCKED) ? { kind: 'retry', code, message } : { kind: 'refused', code, message };
}

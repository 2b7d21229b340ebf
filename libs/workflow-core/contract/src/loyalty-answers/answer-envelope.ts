import { z } from 'zod';
import type { OutcomeWarning } from '../outcome';
import { answerCode } from './answer-code';

/** One entry of an answer's `errors[]`. */
export interface AnswerError {
  readonly code: string;
  readonly message: string;
  readonly reference?: string;
}

/** What the v2 and badge APIs put around every answer: `{ "data"?, "errors", "warnings" }`. */
export interface AnswerEnvelope {
  /** Absent when the body has no `data` or an empty one. */
  readonly data?: object;
  readonly errors: readonly AnswerError[];
  readonly warnings: readonly OutcomeWarning[];
}

/** One entry of `errors[]`, or the `error` of one customer in a bulk answer. */
export const answerError = z
  .object({ code: answerCode, message: z.string().nullish(), reference: answerCode.nullish().catch(undefined) })
  .transform(({ code, message, reference }): AnswerError => ({
    code,
    message: message || `The loyalty API answered with code ${code} and no message.`,
    ...(reference && { reference }),
  }));

const envelopeBody = z.object({
  data: z.looseObject({}).nullish(),
  errors: z.array(answerError).nullish(),
  warnings: z.array(z.unknown()).nullish(),
});

/** `undefined` when the body is no such envelope, or holds an error that cannot be read. */
export function readEnvelope(body: unknown): AnswerEnvelope | undefined {
  const { data: envelope } = envelopeBody.safeParse(body);
  if (!envelope) return undefined;
  return {
    ...(envelope.data && { data: envelope.data }),
    errors: envelope.errors ?? [],
    warnings: (envelope.warnings ?? []).flatMap(readableWarning),
  };
}

/** The form of a warning is documented nowhere: one that cannot be read must not turn a success into a doubt. */
function readableWarning(warning: unknown): OutcomeWarning[] {
  const { data } = answerError.safeParse(warning);
  return data ? [data] : [];
}

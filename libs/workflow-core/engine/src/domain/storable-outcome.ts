import type { ExecutionOutcome, OutcomeWarning } from '@countersign/contract';

/** Longer than any documented code, and than anybody reads. */
const MOST_CODE = 100;
const MOST_MESSAGE = 2_000;

/**
 * A text as any store takes it: PostgreSQL has no place for NUL, and UTF-8 none for half of a surrogate pair. Both become U+FFFD; what is
 * longer than `most` is cut and ends with an ellipsis.
 */
export function storableText(text: string, most: number): string {
  const storable = text.slice(0, most + 1).replace(/\0|\p{Surrogate}/gu, '\ufffd');
  return storable.length <= most ? storable : `${storable.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

/** An outcome whose words, which are the loyalty API's, can be stored: they are for people, and no answer may keep an end from being written. */
export function storableOutcome(outcome: ExecutionOutcome): ExecutionOutcome {
  if (outcome.kind === 'executed') return { ...outcome, ...(outcome.warnings && { warnings: outcome.warnings.map(storableWarning) }) };
  return { ...outcome, code: storableText(outcome.code, MOST_CODE), message: storableText(outcome.message, MOST_MESSAGE) };
}

function storableWarning({ code, message, reference }: OutcomeWarning): OutcomeWarning {
  return {
    code: storableText(code, MOST_CODE),
    message: storableText(message, MOST_MESSAGE),
    ...(reference !== undefined && { reference: storableText(reference, MOST_CODE) }),
  };
}

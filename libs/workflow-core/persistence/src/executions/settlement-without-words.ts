import type { Settlement } from '@countersign/engine';

/** Codes of our own and of the documents. */
const PLAIN_CODE = /^[\w.:-]{1,100}$/;

/** The same end without anything that the loyalty API said: better than no end, which would be a doubt. */
export function withoutWords(settlement: Settlement): Settlement {
  const { code, ...noted } = settlement.attempt;
  const attempt = { ...noted, ...(code !== undefined && PLAIN_CODE.test(code) && { code }) };
  if (settlement.next === 'due') return { ...settlement, attempt };
  const { loyaltyAnswerText: _words, outcome, ...rest } = settlement;
  const { kind, attempts, partial, code: told } = outcome;
  return {
    ...rest,
    attempt,
    outcome: {
      kind,
      attempts,
      message: 'What the loyalty API said could not be stored.',
      ...(partial && { partial }),
      ...(told !== undefined && PLAIN_CODE.test(told) && { code: told }),
    },
  };
}

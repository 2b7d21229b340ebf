import type { Spelling } from './field';

/** Part values whatever they are. */
const HARD = /[\n|;]/;
/** Part numbers too, as they are often copied, where they cannot stand between the digits of one. */
const SOFT = /[\s,]+/;
/** A short number and three digits: 5,001 are two numbers to some and five thousand and one to others. */
const MAY_BE_THOUSANDS = /(?<!\d)\d{1,3}[\s,]+\d{3}(?!\d)/;
/** The one way to write a number that stays the same when it is read and written again. */
const CANONICAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The values of a list that was typed, pasted or read from a cell: the same for those who judge them and for those who send them. */
export function valuesOfList(text: string, spellings: readonly Spelling[]): string[] {
  const parts = isOfNumbers(spellings) ? text.split(HARD).flatMap(numbersIn) : text.split('\n');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export function isOfNumbers(spellings: readonly Spelling[]): boolean {
  return spellings.every(({ as }) => as === 'number');
}

export function isCanonicalNumber(text: string): boolean {
  return CANONICAL.test(text);
}

/** What may be one number stays in one piece, for the gateway to refuse. */
function numbersIn(part: string): string[] {
  return MAY_BE_THOUSANDS.test(part) ? [part] : part.split(SOFT);
}

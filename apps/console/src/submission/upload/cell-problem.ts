import type { TextField } from '../../schema-form/field';
import { valuesOfList } from '../../schema-form/list-text';
import type { Column } from './columns';
import { dateProblem, looksLikeDate } from './date-cell';
import { numberProblem, takesNumbers } from './number-cell';

const ENTER_AGAIN = 'Format the column as text and enter it again.';
/** A long number after a spreadsheet had it: its last digits are gone for good, and nobody behind us would notice. */
const SHORTENED = /^-?\d+(?:[.,]\d+)?E\+\d+$/i;
/** The same without a plus, which may be the name of something. */
const EXPONENT = /^-?\d+(?:[.,]\d+)?E-?\d+$/i;
const NOT_CALCULATED = /^(?:#+|#(?:N\/A|NV|VALUE!|WERT!|REF!|BEZUG!|NAME\?|DIV\/0!|NUM!|ZAHL!|NULL!))$/i;
const MONTH = '(?:Jan|Feb|M[aä]r|Mrz|Apr|May|Mai|Jun|Jul|Aug|Sept?|Oct|Okt|Nov|Dec|Dez)';
const BETWEEN = String.raw`(?:-|/|\.? |\.)`;
/** 1-2 becomes 01-Feb, 2. Jan or Feb 26 as soon as a spreadsheet opens the file. */
const MADE_A_DATE = new RegExp(
  String.raw`^(?:\d{1,2}${BETWEEN}${MONTH}\.?(?:${BETWEEN}(?:\d{2}|\d{4}))?|${MONTH}${BETWEEN}(?:\d{1,2}|\d{4}))$`,
  'i',
);
const MOBILE = /^\+?\d+$/;
/** An example that shows what an id of the field looks like. */
const ID_OF_DIGITS = /^\d{6,}$/;
/** Groups of three, decimals of nothing, or letters that look like digits. */
const SPOILT_ID = /^(?:\d{1,3}(?:[., '\u00A0\u202F’]\d{3})+|\d+[.,]0+|(?=.*[lIO])\d[\dlIO]+)$/;

/** What a spreadsheet has done to a cell, or what can be read in two ways, in words that say what to write. */
export function cellProblem({ field, header }: Column, cell: string): string | undefined {
  if (cell === '' || field.kind === 'json') return undefined;
  const parts = field.kind === 'lines' ? valuesOfList(cell.replaceAll('|', '\n'), field.spellings) : [cell];
  const words = parts.map((part) => partProblem(field, part)).find((problem) => problem !== undefined);
  return words === undefined ? undefined : `${header}: ${words}`;
}

function partProblem(field: Column['field'], text: string): string | undefined {
  if (NOT_CALCULATED.test(text)) return `${text} is what a spreadsheet shows for a value that it has not got. Enter the value.`;
  if (SHORTENED.test(text)) return `a spreadsheet has shortened the number to ${text}. ${ENTER_AGAIN}`;
  if (field.kind !== 'text' && field.kind !== 'number' && field.kind !== 'lines') return undefined;
  if (field.kind === 'text' && field.isLong) return undefined;
  if (MADE_A_DATE.test(text)) return `a spreadsheet has made the date ${text} of it. ${ENTER_AGAIN}`;
  if (!takesNumbers(field)) return dateProblem(field.spellings, text) ?? (field.kind === 'text' ? spoiltId(field, text) : undefined);
  if (EXPONENT.test(text)) return `${text}: write the number in full.`;
  if (looksLikeDate(text)) return `${text} is a date; a spreadsheet may have made it of a number. ${ENTER_AGAIN}`;
  // The splitter leaves in one piece what may be one number or several.
  if (field.kind === 'lines' && /[,\s]/.test(text)) return `${text}: put | between several values, and nothing between the digits of one.`;
  return numberProblem(text, field);
}

/** Ids of digits: an exact text in which a spreadsheet sees a number. */
function spoiltId({ name, placeholder = '' }: Omit<TextField, 'kind'>, text: string): string | undefined {
  const isMobile = name === 'mobile';
  if (isMobile ? MOBILE.test(text) : !ID_OF_DIGITS.test(placeholder) || !SPOILT_ID.test(text)) return undefined;
  return `${text}: write ${isMobile ? 'a mobile number' : 'it'} with digits alone. ${ENTER_AGAIN}`;
}

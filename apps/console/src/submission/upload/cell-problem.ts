import { matches } from '../schema-form/payload';
import type { Column } from './columns';
import { numberProblem, takesNumbers } from './number-cell';

const ENTER_AGAIN = 'Format the column as text and enter it again.';
/** A long number after a spreadsheet had it: its last digits are gone for good, and nobody behind us would notice. */
const SHORTENED = /^-?\d+(?:[.,]\d+)?E\+\d+$/i;
/** The same without a plus, which may be the name of something. */
const EXPONENT = /^-?\d+(?:[.,]\d+)?E-?\d+$/i;
const NOT_CALCULATED = /^(?:#+|#(?:N\/A|NV|VALUE!|WERT!|REF!|BEZUG!|NAME\?|DIV\/0!|NUM!|ZAHL!|NULL!))$/i;
/** 1-2 becomes 01-Feb or 2. Jan as soon as a spreadsheet opens the file. */
const MADE_A_DATE =
  /^(?:\d{1,2}-[a-z]{3}(?:-\d{2,4})?|\d{1,2}\. ?(?:Jan|Feb|Mrz|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$/i;
const LOOKS_LIKE_A_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T,].*)?$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+$/;
const DATES = ['2026-04-15 23:01:46', '2026-04-15', '2026-04-15T23:01:46Z'];

/** What a spreadsheet has done to a cell, or what can be read in two ways, in words that say what to write. */
export function cellProblem({ field, header }: Column, cell: string): string | undefined {
  if (cell === '' || field.kind === 'json') return undefined;
  const parts = field.kind === 'lines' ? cell.split('|').map((part) => part.trim()) : [cell];
  const words = parts.map((part) => partProblem(field, part)).find((problem) => problem !== undefined);
  return words === undefined ? undefined : `${header}: ${words}`;
}

function partProblem(field: Column['field'], text: string): string | undefined {
  if (NOT_CALCULATED.test(text)) return `${text} is what a spreadsheet shows for a value that it has not got. Enter the value.`;
  if (SHORTENED.test(text)) return `a spreadsheet has shortened the number to ${text}. ${ENTER_AGAIN}`;
  if (field.kind !== 'text' && field.kind !== 'number' && field.kind !== 'lines') return undefined;
  if (field.kind === 'text' && field.isLong) return undefined;
  if (MADE_A_DATE.test(text)) return `a spreadsheet has made the date ${text} of it. ${ENTER_AGAIN}`;
  if (!takesNumbers(field)) return dateProblem(field.spellings, text);
  if (EXPONENT.test(text)) return `${text}: write the number in full.`;
  if (LOOKS_LIKE_A_DATE.test(text)) return `${text} is a date; a spreadsheet may have made it of a number. ${ENTER_AGAIN}`;
  // Commas may part the values of a list, and thousands nowhere.
  if (field.kind === 'lines' && text.includes(','))
    return THOUSANDS.test(text) ? `${text}: put | between several values, and nothing between the digits of one.` : undefined;
  return numberProblem(text, field);
}

/** Days and months are not guessed: 4/5 is another day in another country. */
function dateProblem(spellings: Parameters<typeof numberProblem>[1]['spellings'], text: string): string | undefined {
  const [only, ...others] = spellings;
  if (only?.as !== 'text' || only.pattern === undefined || others.length > 0 || matches(text, only.pattern)) return undefined;
  const form = DATES.find((date) => matches(date, only.pattern));
  if (form === undefined || matches('x', only.pattern) || !LOOKS_LIKE_A_DATE.test(text)) return undefined;
  return `${text}: write it as ${form}, the year first.`;
}

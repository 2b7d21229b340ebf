import type { LeafField, Spelling } from '../../schema-form/field';
import { matches } from '../../schema-form/payload';

const DIGITS = /^-?\d+(?:\.\d+)?$/;
/** Might be thousands, might be decimals: 1.500 is one and a half where the point is decimal, and fifteen hundred where it is not. */
const AMBIGUOUS = /^(-?[1-9]\d{0,2})[.,](\d{3})$/;
const DECIMAL_COMMA = /^(-?\d+),(\d+)$/;
/** Groups of three with one mark between them, and decimals behind another. */
const GROUPED = /^-?[1-9]\d{0,2}(?:([.,' \u00A0\u202F’])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;
const LEADING_ZERO = /^-?0\d/;

/** Whether only numbers fit into a field, however they are sent. */
export function takesNumbers(field: LeafField): boolean {
  if (field.kind === 'number') return true;
  if (field.kind !== 'text' && field.kind !== 'lines') return false;
  return field.spellings.length > 0 && field.spellings.every((spelling) => spelling.as === 'number' || isOfDigits(spelling));
}

/** What is wrong with how a number is written, and how to write it. Nothing is guessed: what can be read in two ways is refused. */
export function numberProblem(text: string, { spellings }: { readonly spellings: readonly Spelling[] }): string | undefined {
  const ambiguous = AMBIGUOUS.exec(text);
  if (ambiguous) {
    const [, whole = '', decimals = ''] = ambiguous;
    if (spellings.every((spelling) => spelling.as === 'number' && spelling.isWhole))
      return `${text}: write a whole number, ${whole}${decimals} if that is meant.`;
    return `${text}: write ${whole}${decimals} or ${decimalOf(whole, decimals)}.`;
  }
  const comma = DECIMAL_COMMA.exec(text);
  if (comma) return `${text}: write ${comma[1] ?? ''}.${comma[2] ?? ''}.`;
  if (GROUPED.test(text)) return `${text}: write ${ungrouped(text)}.`;
  const isSentAsNumber = !spellings.some((spelling) => spelling.as === 'text' && matches(text, spelling.pattern));
  if (isSentAsNumber && LEADING_ZERO.test(text) && DIGITS.test(text)) return `${text}: write ${Number(text)}, without zeros in front.`;
  return undefined;
}

/** Cannot be taken for thousands any more. */
function decimalOf(whole: string, decimals: string): string {
  const short = decimals.replace(/0{1,3}$/, '');
  if (short === '') return `${whole}.0`;
  return `${whole}.${short.length === 3 ? `${short}0` : short}`;
}

/** Decimals stand behind a mark that is not the one between the groups. */
function ungrouped(text: string): string {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const isDecimal = last > 0 && text.indexOf(text.charAt(last)) === last;
  const whole = (isDecimal ? text.slice(0, last) : text).replaceAll(/[^\d-]/g, '');
  return isDecimal ? `${whole}.${text.slice(last + 1)}` : whole;
}

function isOfDigits(spelling: Spelling): boolean {
  return spelling.as === 'text' && spelling.pattern !== undefined && matches('1', spelling.pattern) && !matches('x', spelling.pattern);
}

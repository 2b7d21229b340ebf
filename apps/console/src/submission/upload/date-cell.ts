import type { Spelling } from '../../schema-form/field';
import { matches } from '../../schema-form/payload';

const LOOKS_LIKE_A_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T,].*)?$/;
const DATE = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/** The forms that patterns ask for, each by one date of it, and how people write it down. */
const FORMS = [
  { sample: '2026-04-15 23:01:46', words: 'YYYY-MM-DD HH:MM:SS' },
  { sample: '2026-04-15', words: 'YYYY-MM-DD' },
  { sample: '2026-04-15T23:01:46Z', words: 'YYYY-MM-DDTHH:MM:SSZ' },
] as const;

export function looksLikeDate(text: string): boolean {
  return LOOKS_LIKE_A_DATE.test(text);
}

/** How to write a date, where it is not written as its field wants it. Days and months are not guessed: 4/5 is another day in another country. */
export function dateProblem(spellings: readonly Spelling[], text: string): string | undefined {
  const [only, ...others] = spellings;
  if (only?.as !== 'text' || only.pattern === undefined || others.length > 0 || matches(text, only.pattern)) return undefined;
  const form = FORMS.find(({ sample }) => matches(sample, only.pattern));
  if (!form || matches('x', only.pattern) || !looksLikeDate(text)) return undefined;
  const written = rewritten(text).find((date) => matches(date, only.pattern));
  return written === undefined
    ? `${text}: write it as ${form.words}: year, month, day.`
    : `${text}: write it as ${written}, the year first.`;
}

/** The same date the other way round, in the forms that say neither more nor less than it does; none where it can be read in two ways. */
function rewritten(text: string): string[] {
  const [, first = '', , second = '', third = '', hours, minutes = '', seconds = '00'] = DATE.exec(text) ?? [];
  const date = first.length === 4 ? dateOf(first, second, third) : third.length === 4 ? dayAndMonth(third, first, second) : undefined;
  if (date === undefined) return [];
  if (hours === undefined) return [date];
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
    ? [`${date} ${hours.padStart(2, '0')}:${minutes}:${seconds}`]
    : [];
}

function dayAndMonth(year: string, one: string, other: string): string | undefined {
  const readings = new Set([dateOf(year, one, other), dateOf(year, other, one)].filter((date) => date !== undefined));
  return readings.size === 1 ? [...readings][0] : undefined;
}

function dateOf(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

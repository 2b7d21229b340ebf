import { STATES } from '../api/request-view';
import { ANY_STATE, NOBODY, OPEN_FILTERS, ORDERS, PLACE_WORDS, PLACES, readFilters, type Search, writeSearch } from './filters';

/** A filter that cannot be understood. The list is not shown then: it would be that of everybody. */
export interface FilterProblem {
  readonly name: string;
  /** A sentence that says what to write. */
  readonly words: string;
}

const MOST_DIGITS = { person: 15, place: 20 } as const;

type Judge = (text: string) => string | undefined;

const JUDGES: Readonly<Record<string, Judge>> = {
  type: (text) => (/^[\w-]{1,60}$/.test(text) ? undefined : 'Type: choose one of the list.'),
  states: statesProblem,
  maker: digitsProblem('Maker’s id', MOST_DIGITS.person),
  checker: digitsProblem('Checker’s id', MOST_DIGITS.person),
  ...Object.fromEntries(PLACES.map((name) => [name, digitsProblem(PLACE_WORDS[name], MOST_DIGITS.place)])),
  from: dayProblem('From'),
  to: dayProblem('To'),
  zone: (text) => (text === 'UTC' ? undefined : 'The time zone of the days can only be UTC.'),
  sort: (text) => (ORDERS.some((order) => order === text) ? undefined : `Order: use one of ${ORDERS.join(', ')}.`),
};

/** What an address or a form asks for and cannot be understood, in the order of the filters. */
export function filterProblems(search: Search): readonly FilterProblem[] {
  const known: ReadonlySet<string> = new Set(OPEN_FILTERS);
  const strange = Object.keys(search)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, words: `The list has no filter of the name “${name}”.` }));
  const wrong = OPEN_FILTERS.flatMap((name) => {
    const text = search[name];
    const words = text === undefined || text === '' ? undefined : JUDGES[name]?.(text);
    return words === undefined ? [] : [{ name, words }];
  });
  const isTurned = wrong.length === 0 && (search['from'] ?? '') > (search['to'] || '9999-12-31');
  return [...wrong, ...strange, ...(isTurned ? [{ name: 'to', words: 'To: the last day lies before the first one.' }] : [])];
}

/** As the address bar shows it: without what is so anyway. What cannot be understood stays as it is, so that it is refused and not dropped. */
export function addressOf(search: Search): Search {
  return filterProblems(search).length > 0 ? search : writeSearch(readFilters(search, NOBODY));
}

function statesProblem(text: string): string | undefined {
  const strange = text.split(',').filter((name) => !STATES.some((state) => state === name));
  return text === ANY_STATE || strange.length === 0 ? undefined : `How it stands: there is no state “${strange.join(', ')}”.`;
}

function digitsProblem(label: string, most: number): Judge {
  const form = new RegExp(`^\\d{1,${most}}$`);
  return (text) => (form.test(text) ? undefined : `${label}: write a number of at most ${most} digits.`);
}

function dayProblem(label: string): Judge {
  return (text) => (isDay(text) ? undefined : `${label}: write a day that exists, with four digits of the year.`);
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

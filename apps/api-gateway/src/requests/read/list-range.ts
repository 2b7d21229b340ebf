import type { TimeSpan } from './list-days';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 31;

/** No index leads with them, so they are cheap only inside a date range. */
export const NEEDS_RANGE = ['checkerId', 'conceptId', 'zoneId', 'storeId', 'tillId'] as const;

interface Given extends Partial<Readonly<Record<(typeof NEEDS_RANGE)[number], unknown>>> {
  readonly startDate?: TimeSpan;
  readonly endDate?: TimeSpan;
}

export interface ListRange {
  readonly from?: Date;
  /** Exclusive. */
  readonly before?: Date;
  /** The filter for whose sake the range was narrowed to what the caller did not ask for. */
  readonly narrowedFor?: string;
}

/** A range that cannot be searched: the parameter that is wrong and what it must be. */
export interface RangeProblem {
  readonly parameter: 'startDate' | 'endDate';
  readonly message: string;
}

/**
 * The time of creation that a list looks at. The documented filters by entity come without dates as well: then the last 31 days are
 * searched, or the 31 days that the one given date begins or ends.
 */
export function readRange(given: Given, now: Date): ListRange | RangeProblem {
  const { startDate, endDate } = given;
  const from = startDate?.from;
  const before = endDate?.before;
  if (from && before && before <= from) return { parameter: 'endDate', message: 'endDate must not lie before startDate.' };
  const needy = NEEDS_RANGE.find((parameter) => given[parameter] !== undefined);
  if (needy === undefined) return { ...(from && { from }), ...(before && { before }) };
  if (from && before) {
    const isShort = before.getTime() - from.getTime() <= LONGEST_DAYS * DAY_MS;
    return isShort
      ? { from, before }
      : { parameter: 'startDate', message: `${needy} needs startDate and endDate at most ${LONGEST_DAYS} days apart.` };
  }
  if (from) return { from, before: new Date(from.getTime() + LONGEST_DAYS * DAY_MS), narrowedFor: needy };
  const end = before ?? now;
  return { from: new Date(end.getTime() - LONGEST_DAYS * DAY_MS), ...(before && { before }), narrowedFor: needy };
}

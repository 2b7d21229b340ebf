import { z } from 'zod';

const DAY_MS = 86_400_000;
const DAY = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/;

/** The stretch of time that a date filter names: a whole day, in UTC unless an offset is given, or the millisecond of an RFC 3339 time. */
export interface TimeSpan {
  readonly from: Date;
  /** Exclusive. */
  readonly before: Date;
}

/** Undefined for what is neither `2026-11-22`, `2026-11-22+05:30` nor an RFC 3339 time. */
export function readTimeSpan(text: string): TimeSpan | undefined {
  // A plus that was not escaped arrives as a blank.
  const spelled = text.replace(/ (?=\d{2}:\d{2}$)/, '+');
  const [, day, offset = 'Z'] = DAY.exec(spelled) ?? [];
  if (day !== undefined) return z.iso.date().safeParse(day).success ? spanFrom(`${day}T00:00:00${offset}`, DAY_MS) : undefined;
  return z.iso.datetime({ offset: true }).safeParse(spelled).success ? spanFrom(spelled, 1) : undefined;
}

function spanFrom(start: string, lengthMs: number): TimeSpan | undefined {
  const from = Date.parse(start);
  return Number.isNaN(from) ? undefined : { from: new Date(from), before: new Date(from + lengthMs) };
}

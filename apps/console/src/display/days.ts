import dayjs from 'dayjs';

const DAY_MS = 86_400_000;

/** Each day from the first to the last, both `YYYY-MM-DD` in UTC and included. */
export function daysBetween(first: string, last: string): readonly string[] {
  const start = Date.parse(first);
  const count = Math.floor((Date.parse(last) - start) / DAY_MS) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => isoDay(start + index * DAY_MS));
}

/** Such as "2026-11-22", of a time in milliseconds since 1970. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** When a day begins where whoever looks is, such as "2026-11-30T00:00:00+05:30"; the offset is that of the day, not of now. */
export function startOfDay(day: string): string {
  return dayjs(day).startOf('day').format();
}

/** Its last moment there. */
export function endOfDay(day: string): string {
  return dayjs(day).endOf('day').format('YYYY-MM-DDTHH:mm:ss.SSSZ');
}

/** The first day of a range of so many that ends today (UTC). */
export function firstDayOf(days: number, now: number): string {
  return isoDay(now - (days - 1) * DAY_MS);
}

const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** "22 Nov" of `2026-11-22`, for axes. */
export function dayLabel(day: string): string {
  const parts = new Map(shortDay.formatToParts(Date.parse(day)).map(({ type, value }) => [type, value]));
  return `${parts.get('day') ?? ''} ${parts.get('month') ?? ''}`;
}

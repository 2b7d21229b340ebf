/** What is asked for beyond it is not believed; those who wait for less set their own limit. */
const LONGEST_MS = 24 * 3_600_000;

/** With a weekday: Date.parse alone would take almost anything. The last form names no time zone and means GMT. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/**
 * Milliseconds that a `Retry-After` header asks for, at most a day: whole seconds or an HTTP date. `undefined` when absent or not readable.
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : untilDate(text, now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), LONGEST_MS);
}

function untilDate(text: string, now: number): number {
  if (!HTTP_DATE.test(text)) return Number.NaN;
  return Date.parse(text.includes(',') ? text : `${text} GMT`) - now;
}

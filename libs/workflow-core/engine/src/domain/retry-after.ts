/**
 * Milliseconds that a `Retry-After` header asks for: whole seconds or an HTTP date. `undefined` when absent or not readable.
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | undefined {
  const text = typeof header === 'string' ? header.trim() : undefined;
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Only the form with a weekday is an HTTP date; Date.parse alone would take almost anything.
  const at = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

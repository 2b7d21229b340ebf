/** No programme is older, and nobody plans further: what lies beyond is a number in another unit, or a slip. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Half a sentence that says which times are taken. */
export const SENSIBLE_TIMES = 'must lie between 2000-01-01 and 2099-12-31';

/** @param milliseconds since 1970; no number where there is no such time */
export function isSensibleInstant(milliseconds: number): boolean {
  return milliseconds >= EARLIEST && milliseconds < LATEST;
}

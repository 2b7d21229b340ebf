const LONGEST_MS = 30_000;

/**
 * How long to wait before the connection number `failures` in a row is tried again: twice as long each time, up to half a minute, and
 * spread, so that a gateway that comes back is not met by everybody at once.
 */
export function backOff(failures: number, firstMs: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return Math.round(full * (0.5 + random() / 2));
}

/** `Retry-After` in seconds; undefined where there is none that makes sense. */
export function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

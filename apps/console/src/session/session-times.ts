/** Longest delay that timers take; a longer one would fire at once. */
const MOST_TIMER_MS = 2_147_483_647;
/** So long before its end a token is renewed, or its end announced. */
const AHEAD_MS = 120_000;
const MOST_RETRY_MS = 10_000;
const LEAST_RETRY_MS = 500;

/** When to see to a token that is valid for so long: in good time, and of a short one at half of its life. */
export function renewalDelay(remainingMs: number): number {
  return Math.max(0, remainingMs > 2 * AHEAD_MS ? remainingMs - AHEAD_MS : remainingMs / 2);
}

/** When to try a renewal again that failed: soon, and of a short token while it is still valid. */
export function retryDelay(remainingMs: number): number {
  return Math.max(LEAST_RETRY_MS, Math.min(MOST_RETRY_MS, remainingMs / 3));
}

export function waitable(delayMs: number): number {
  return Math.min(Math.max(0, delayMs), MOST_TIMER_MS);
}

const FIRST_MS = 1_000;
const CAP_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/**
 * Milliseconds until the next attempt: 1, 2, 4 ... 60 s with jitter between half and the whole,
 * so that requests that failed together do not come back together.
 * @param attempts attempts made so far, from 1
 * @param random a number in [0, 1)
 * @param retryAfterMs what the loyalty API asked for; never undercut, at most 15 minutes
 */
export function backoffMs(attempts: number, random: number, retryAfterMs = 0): number {
  const full = Math.min(CAP_MS, FIRST_MS * 2 ** (attempts - 1));
  const jittered = Math.round(full / 2 + (full / 2) * random);
  return Math.max(jittered, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}

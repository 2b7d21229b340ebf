import type { DeliveryAttemptNote, DeliverySettlement } from '@countersign/engine';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long before each attempt, in milliseconds; about 75 hours in all. */
export const DELIVERY_SCHEDULE: readonly number[] = [
  0,
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

const JITTER = 0.2;
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;
const GONE = 410;

/**
 * What follows an attempt. Everything that was not a 2xx is tried again, a 400 too: a receiver's bug must not lose an event.
 * Only 410 ends the sending at once; the endpoint is then disabled and its deliveries wait.
 * @param attempts attempts made, this one included
 * @param random a number in [0, 1): ±20 % of jitter, so that deliveries which failed together do not come back together
 * @param retryAfterMs what the receiver asked for; never undercut, at most 24 hours
 */
export function nextDelivery(note: DeliveryAttemptNote, attempts: number, random: number, retryAfterMs = 0): DeliverySettlement['next'] {
  if (note.class === 'delivered') return { state: 'delivered' };
  if (note.httpStatus === GONE) return { state: 'gone' };
  const pause = DELIVERY_SCHEDULE[attempts];
  if (pause === undefined) return { state: 'exhausted' };
  const jittered = Math.round(pause * (1 - JITTER + 2 * JITTER * random));
  return { state: 'due', dueInMs: Math.max(jittered, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS)) };
}

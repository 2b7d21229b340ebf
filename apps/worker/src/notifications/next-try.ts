import type { NotificationClass, NotificationSettlement } from '@countersign/engine';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Pauses after each try that failed; three days in all, after which the store gives up anyway. */
const PAUSES: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];
const JITTER = 0.2;

/**
 * What follows a try. Only an address that the receiving side does not want is given up at once; a server that is down, slow or refuses
 * our credentials is tried again.
 * @param attempts tries made, this one included
 * @param random in [0, 1), so that what failed together does not come back together
 */
export function nextTry(reached: NotificationClass, attempts: number, random: number): NotificationSettlement['next'] {
  if (reached === 'sent') return { state: 'sent' };
  const pause = PAUSES[attempts - 1];
  if (reached === 'refused' || pause === undefined) return { state: 'given-up' };
  return { state: 'due', dueInMs: Math.round(pause * (1 - JITTER + 2 * JITTER * random)) };
}

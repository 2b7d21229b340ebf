import { setTimeout as pause } from 'node:timers/promises';
import type { CallEnd } from './gateway-caller';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const KEY_UNDER_WAY = 2102;
const TOO_MANY_CALLS = 429;

export interface Persistence {
  readonly random: () => number;
  /** Ends the patience. */
  readonly signal: AbortSignal;
}

/**
 * Makes the call again, with the same key, until it is known what came of it: as a careful client does whose answer was lost.
 * Undefined when the patience ended first.
 */
export async function untilDefinite(call: () => Promise<CallEnd>, { random, signal }: Persistence): Promise<CallEnd | undefined> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const end = await call();
    if (isDefinite(end)) return end;
    const backOff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
    await pause(Math.max(end.retryAfterMs ?? 0, backOff * (0.5 + random() / 2)), undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

function isDefinite({ phase, status, code }: CallEnd): boolean {
  return phase === 'ok' || (phase === 'fail' && status !== TOO_MANY_CALLS && code !== KEY_UNDER_WAY);
}

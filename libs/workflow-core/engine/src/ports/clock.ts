import { token } from '@countersign/wiring';

/** This process's own clock; for waiting and for measuring, never for a time that is stored (those are the database's). */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const CLOCK = token<Clock>('Clock');

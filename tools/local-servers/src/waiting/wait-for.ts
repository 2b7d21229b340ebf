import { setTimeout as pause } from 'node:timers/promises';
import { LocalServerError } from '../local-server-error';

export interface WaitOptions {
  /** Completes the sentence "Waited 5000 ms for …". */
  readonly what: string;
  /** Milliseconds after which waiting ends with an error; 10 000 when not said. */
  readonly deadlineMs?: number;
  /** Milliseconds between two looks; 25 when not said. */
  readonly every?: number;
}

/**
 * Polls until the condition gives something other than `undefined`, `null` or `false`, and returns that. A condition that throws is
 * asked again; its last error becomes the cause when the deadline passes.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what, deadlineMs = 10_000, every = 25 }: WaitOptions,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + deadlineMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await condition();
      if (found !== undefined && found !== null && found !== false) return found as Exclude<T, undefined | null | false>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      throw new LocalServerError('deadline_passed', `Waited ${String(deadlineMs)} ms for ${what}.`, { cause: lastError });
    }
    await pause(every);
  }
}

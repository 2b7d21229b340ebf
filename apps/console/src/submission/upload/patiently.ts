import { CallFailed } from '../../api/problem';

const DEFAULT_WAIT_MS = 2_000;

/** Repeats a call that changes nothing for as long as the gateway asks to come back later. */
export async function patiently<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isBusy = error instanceof CallFailed && (error.status === 429 || error.status === 503);
      if (!isBusy || signal.aborted) throw error;
      await pauseFor((error.retryAfterSeconds ?? 0) * 1_000 || DEFAULT_WAIT_MS);
    }
  }
}

export function pauseFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

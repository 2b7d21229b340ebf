import { setTimeout as pause } from 'node:timers/promises';

/** Acts now and then every so many milliseconds, whatever comes of it; what is returned ends it and resolves when the last act is over. */
export function repeatedly(everyMs: number, act: () => Promise<unknown>): () => Promise<void> {
  const end = new AbortController();
  const over = (async () => {
    while (!end.signal.aborted) {
      await act().catch(() => undefined);
      await pause(everyMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    end.abort();
    await over;
  };
}

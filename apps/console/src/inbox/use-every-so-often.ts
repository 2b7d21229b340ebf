import { useCallback, useEffect, useRef } from 'react';

const SOON_MS = 250;
const APART_MS = 2_000;

/** Does something soon, once for all who ask meanwhile, never twice at a time, and not more often than every two seconds. */
export function useEverySoOften(work: () => Promise<unknown>): () => void {
  const current = useRef(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useRef({ busy: false, again: false, last: 0 });
  useEffect(() => {
    current.current = work;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(function soon() {
    const now = state.current;
    if (now.busy) {
      now.again = true;
      return;
    }
    if (timer.current !== undefined) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        now.busy = true;
        now.last = Date.now();
        // What could not be read now is read with the next change, or by hand.
        void current
          .current()
          .catch(() => undefined)
          .then(() => {
            now.busy = false;
            if (!now.again) return;
            now.again = false;
            soon();
          });
      },
      Math.max(SOON_MS, now.last + APART_MS - Date.now()),
    );
  }, []);
}

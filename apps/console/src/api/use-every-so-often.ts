import { useCallback, useEffect, useRef } from 'react';
import { backOff } from './back-off';
import { CallFailed } from './problem';

const SOON_MS = 250;
const APART_MS = 2_000;
const TOO_MANY = 429;

/**
 * Does something soon, once for all who ask meanwhile, never twice at a time, and not more often than every two seconds. What could not be
 * done is tried again, less and less often, until it is done or refused for good.
 */
export function useEverySoOften(work: () => Promise<unknown>): () => void {
  const current = useRef(work);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useRef({ busy: false, again: false, last: 0, failures: 0, isOver: false });
  useEffect(() => {
    current.current = work;
  });
  useEffect(() => {
    const now = state.current;
    now.isOver = false;
    return () => {
      now.isOver = true;
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return useCallback(function soon() {
    const now = state.current;
    if (now.busy) {
      now.again = true;
      return;
    }
    if (timer.current !== undefined || now.isOver) return;
    const apart = now.failures > 0 ? backOff(now.failures, APART_MS) : APART_MS;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        now.busy = true;
        now.last = Date.now();
        void isDone(current.current).then((done) => {
          now.failures = done ? 0 : now.failures + 1;
          const isWanted = now.again || !done;
          now.busy = false;
          now.again = false;
          if (isWanted) soon();
        });
      },
      Math.max(SOON_MS, now.last + apart - Date.now()),
    );
  }, []);
}

function isDone(work: () => Promise<unknown>): Promise<boolean> {
  return work().then(
    () => true,
    (error: unknown) => error instanceof CallFailed && error.status >= 400 && error.status < 500 && error.status !== TOO_MANY,
  );
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { linkOf } from './request-row';

/** Where somebody was when they opened a request, to come back to. */
let left: string | undefined;

/** The row that keys act upon: the one that has, or last had, the focus. */
export function useCurrentRow(ids: readonly string[]) {
  const [current, setCurrent] = useState<string>();
  const isFirst = useRef(true);
  const goTo = useCallback((requestId: string | undefined) => {
    if (requestId === undefined) return;
    const link = document.getElementById(linkOf(requestId));
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
    setCurrent(requestId);
  }, []);
  useEffect(() => {
    if (!isFirst.current || ids.length === 0) return;
    isFirst.current = false;
    if (left !== undefined && ids.includes(left)) goTo(left);
  }, [ids, goTo]);
  const touch = useCallback((requestId: string) => {
    left = requestId;
    setCurrent(requestId);
  }, []);
  /** After a dialog has gone, so that keys go on where they were. */
  const comeBack = useCallback(() => goTo(left), [goTo]);
  return { comeBack, current: current !== undefined && ids.includes(current) ? current : undefined, goTo, touch };
}

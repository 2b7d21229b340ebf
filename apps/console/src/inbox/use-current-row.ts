import { useCallback, useEffect, useRef, useState } from 'react';
import { linkOf } from './request-row';
import { stepTo } from './keys';

/** Where somebody was when they opened a request, to come back to. */
let left: string | undefined;

/** The row that keys act upon: the one that has, or last had, the focus. */
export function useCurrentRow(ids: readonly string[]) {
  const [current, setCurrent] = useState<string>();
  const isFirst = useRef(true);
  /** The list in which the current row was last. */
  const lastList = useRef<readonly string[]>([]);
  useEffect(() => {
    if (current !== undefined && ids.includes(current)) lastList.current = ids;
  }, [ids, current]);
  const goTo = useCallback((requestId: string | undefined) => {
    if (requestId === undefined) return;
    const link = document.getElementById(linkOf(requestId));
    link?.focus({ preventScroll: true });
    link?.closest('.inbox-row')?.scrollIntoView({ block: 'nearest' });
    setCurrent(requestId);
  }, []);
  useEffect(() => {
    if (!isFirst.current || ids.length === 0) return;
    isFirst.current = false;
    if (left !== undefined && ids.includes(left)) goTo(left);
  }, [ids, goTo]);
  /** @returns whether it is another one than before */
  const touch = useCallback((requestId: string): boolean => {
    const isOther = left !== requestId;
    left = requestId;
    setCurrent(requestId);
    return isOther;
  }, []);
  /** After a dialog has gone, so that keys go on where they were. */
  const comeBack = useCallback(() => goTo(left), [goTo]);
  return {
    comeBack,
    /** Undefined where it is no longer in the list. */
    current: current !== undefined && ids.includes(current) ? current : undefined,
    nextTo: (by: 1 | -1): string | undefined => stepTo(ids, current, by, lastList.current),
    goTo,
    touch,
  };
}

import { useCallback } from 'react';
import { type Filters, readFilters, WAITING } from './filters';
import type { useInboxPlace } from './use-inbox-place';
import type { useLiveList } from './use-live-list';

/** From the list that is shown to others: what is new, all of it, the oldest, the pages beside. */
export function useOtherLists(
  { goTo, place, turnTo, pageNumber }: ReturnType<typeof useInboxPlace>,
  { show: refresh, isTop, list }: ReturnType<typeof useLiveList>,
) {
  const nextCursor = list.data?.pagination.nextCursor;
  /** New ones are at the top, newest first; from elsewhere that is where one goes. */
  const showNew = useCallback(() => {
    if (isTop) void refresh();
    else void goTo({ ...place.filters, sort: 'newest' });
  }, [isTop, refresh, goTo, place]);
  const showAll = useCallback(() => void goTo(readFilters({}, { customer: '', reference: '' })), [goTo]);
  const showOldest = useCallback(() => void goTo({ ...place.filters, states: WAITING, sort: 'oldest' }), [goTo, place]);
  const filterBy = useCallback((filters: Filters): Promise<void> => goTo(filters), [goTo]);
  /** @returns whether there is such a page */
  const turn = useCallback(
    (to: 'next' | 'previous'): boolean => {
      const isThere = to === 'next' ? nextCursor !== undefined : pageNumber > 1;
      if (isThere) void turnTo(to === 'next' ? nextCursor : undefined);
      return isThere;
    },
    [nextCursor, pageNumber, turnTo],
  );
  return { showNew, showAll, showOldest, filterBy, turn };
}

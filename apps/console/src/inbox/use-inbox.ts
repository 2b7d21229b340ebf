import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useMemo } from 'react';
import { standingOf } from '../request/standing';
import { usePerson } from '../request/use-person';
import { type Filters, readFilters, WAITING } from './filters';
import { useCurrentRow } from './use-current-row';
import { useDecisions } from './use-decisions';
import { useInboxCommands } from './use-inbox-commands';
import { useInboxPlace } from './use-inbox-place';
import { useLiveList } from './use-live-list';

/** All that the inbox knows and can do; the page only shows it. */
export function useInbox() {
  const person = usePerson();
  const at = useInboxPlace();
  const live = useLiveList(at.place, person.id);
  const decisions = useDecisions(person, live.patch);
  const [keysShown, keys] = useDisclosure(false);
  const requests = useMemo(() => live.list.data?.data ?? [], [live.list.data]);
  const ids = useMemo(() => requests.map(({ requestId }) => requestId), [requests]);
  const row = useCurrentRow(ids);
  const { drop } = decisions;

  // What somebody else has decided meanwhile cannot be decided on together with the rest.
  useEffect(
    () => drop(requests.filter((request) => standingOf(request, person).verdicts.length === 0).map(({ requestId }) => requestId)),
    [requests, person, drop],
  );

  const toList = useInboxCommands({ requests, row, decisions, isPending: live.list.isPending, onHelp: keys.open });

  const { goTo, place } = at;
  const { show: refresh, isTop } = live;
  /** New ones are at the top, newest first; from elsewhere that is where one goes. */
  const showNew = useCallback(() => {
    if (isTop) void refresh();
    else void goTo({ ...place.filters, sort: 'newest' });
  }, [isTop, refresh, goTo, place]);
  const { close } = decisions;
  const { comeBack } = row;
  const closeDialog = useCallback(() => {
    close();
    comeBack();
  }, [close, comeBack]);
  const showAll = useCallback(() => void goTo(readFilters({}, { customer: '', reference: '' })), [goTo]);
  const showOldest = useCallback(() => void goTo({ ...place.filters, states: WAITING, sort: 'oldest' }), [goTo, place]);
  const filterBy = useCallback((filters: Filters): Promise<void> => goTo(filters), [goTo]);
  return { person, at, live, decisions, requests, row, toList, showNew, showAll, showOldest, closeDialog, filterBy, keysShown, keys };
}

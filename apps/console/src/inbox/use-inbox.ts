import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { standingOf } from '../request/standing';
import { usePerson } from '../request/use-person';
import { SEARCH_FIELD } from './filter-bar';
import { type Filters, readFilters, WAITING } from './filters';
import { type KeyCommand, stepTo } from './keys';
import { useCurrentRow } from './use-current-row';
import { useDecisions } from './use-decisions';
import { useInboxKeys } from './use-inbox-keys';
import { useInboxPlace } from './use-inbox-place';
import { useLiveList } from './use-live-list';

/** All that the inbox knows and can do; the page only shows it. */
export function useInbox() {
  const person = usePerson();
  const at = useInboxPlace();
  const live = useLiveList(at.place);
  const decisions = useDecisions(person, live.patch);
  const navigate = useNavigate();
  const [keysShown, keys] = useDisclosure(false);
  const requests = useMemo(() => live.list.data?.data ?? [], [live.list.data]);
  const ids = useMemo(() => requests.map(({ requestId }) => requestId), [requests]);
  const row = useCurrentRow(ids);
  const current = requests.find(({ requestId }) => requestId === row.current);
  const { drop, ask, selection } = decisions;

  // What somebody else has decided meanwhile cannot be decided on together with the rest.
  useEffect(
    () => drop(requests.filter((request) => standingOf(request, person).verdicts.length === 0).map(({ requestId }) => requestId)),
    [requests, person, drop],
  );

  useInboxKeys((command: KeyCommand) => {
    switch (command) {
      case 'next':
      case 'previous':
        return row.goTo(stepTo(ids, row.current, command === 'next' ? 1 : -1));
      case 'select':
        return current && standingOf(current, person).verdicts.length > 0 ? decisions.select(current) : undefined;
      case 'open':
        return current && void navigate({ to: '/requests/$requestId', params: { requestId: current.requestId } });
      case 'search':
        return document.getElementById(SEARCH_FIELD)?.focus();
      case 'help':
        return keys.open();
      case 'clear':
        return decisions.clear();
      case 'approved':
      case 'rejected':
      case 'sent-back':
        if (selection.size > 0) ask(command);
        else if (current) ask(command, current);
    }
  });

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
  const filterBy = useCallback((filters: Filters) => void goTo(filters), [goTo]);
  return { person, at, live, decisions, requests, row, showNew, showAll, showOldest, closeDialog, filterBy, keysShown, keys };
}

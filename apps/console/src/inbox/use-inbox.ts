import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useMemo } from 'react';
import { idsOf } from '../api/request-view';
import { sayWhyNot } from '../display/say-why-not';
import type { Meant } from '../request/sent-decisions';
import { standingOf } from '../request/standing';
import { usePerson } from '../request/use-person';
import { useCurrentRow } from './use-current-row';
import { useDecisions } from './use-decisions';
import { useInboxCommands } from './use-inbox-commands';
import { useInboxPlace } from './use-inbox-place';
import { useLiveList } from './use-live-list';
import { useOtherLists } from './use-other-lists';

/** All that the inbox knows and can do; the page only shows it. */
export function useInbox() {
  const person = usePerson();
  const at = useInboxPlace();
  const live = useLiveList(at.place, person.id);
  const requests = useMemo(() => live.list.data?.data ?? [], [live.list.data]);
  const decisions = useDecisions(person, requests, live.patch);
  const [keysShown, keys] = useDisclosure(false);
  const ids = useMemo(() => idsOf(requests), [requests]);
  const row = useCurrentRow(ids);
  const { drop } = decisions;

  // What somebody else has decided meanwhile cannot be decided on together with the rest.
  useEffect(() => drop(requests.filter((request) => standingOf(request, person).verdicts.length === 0)), [requests, person, drop]);

  const to = useOtherLists(at, live);
  const toList = useInboxCommands({
    requests,
    row,
    decisions,
    isPending: live.list.isPending || live.list.isPlaceholderData,
    onHelp: keys.open,
    onRefresh: () => void live.show(),
    onNews: () => (live.marks.arrived.size > 0 ? to.showNew() : sayWhyNot('Nothing is new in this list.')),
    onPage: to.turn,
  });
  const { close, send, moved } = decisions;
  const { comeBack, touch } = row;
  const onCurrent = useCallback(
    (requestId: string) => {
      if (touch(requestId)) moved();
    },
    [touch, moved],
  );
  const closeDialog = useCallback(() => {
    close();
    comeBack();
  }, [close, comeBack]);
  /** The dialog is gone before the next key is there: that one is a key of the list, however long the decision takes. */
  const sendAndClose = useCallback(
    (meant: Meant) => {
      send(meant);
      closeDialog();
    },
    [send, closeDialog],
  );
  return { person, at, live, decisions, requests, row, toList, ...to, closeDialog, sendAndClose, onCurrent, keysShown, keys };
}

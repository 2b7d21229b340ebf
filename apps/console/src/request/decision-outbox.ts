import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { freshKey } from '../api/fresh-key';
import { untilKnown } from '../api/lost-answer';
import { bySamePerson } from '../api/same-person';
import { storeDraft } from '../session/draft-store';
import { currentSession, lastEnd, onSessionChange } from '../session/session-store';
import { tellDecided } from './decided-notice';
import { tellResults } from './decision-results';
import { decideTogether } from './decisions';
import { isUnderWay, Outbox, type Sent } from './outbox';
import { readRequest } from './request-queries';
import { commentPlace } from './use-comment';

/** The one of this page. */
export const outbox = new Outbox({
  freshKey,
  owner,
  decide: async (intent) => {
    const results = await untilKnown(bySamePerson(() => decideTogether(intent)));
    const read = async (requestId: string) => (await readRequest(requestId)).view;
    return tellResults(results, intent.requests, { viewerId: viewerId(), read });
  },
  onTold: ({ verdict, requests }, told) => {
    if (told.some(({ worked }) => !worked)) return;
    storeDraft({ userId: viewerId(), field: commentPlace(requests, verdict) }, undefined);
    tellDecided(told, verdict);
  },
});

onSessionChange(() => {
  if (!currentSession() && lastEnd() === 'signed-out') outbox.clear();
});

/** What this person has sent in this org. */
export function useOutbox(): readonly Sent[] {
  const sent = useSyncExternalStore(outbox.subscribe, outbox.all);
  const me = owner();
  return useMemo(() => sent.filter((one) => one.owner === me), [sent, me]);
}

/** The requests on which a decision of this person is under way. */
export function useBeingSent(): ReadonlySet<string> {
  const sent = useOutbox();
  return useMemo(() => new Set(sent.filter(isUnderWay).flatMap(({ requests }) => requests.map(({ requestId }) => requestId))), [sent]);
}

/** Asks before the page is left while a decision is under way, because nobody would hear what became of it. */
export function useLeaveWarning(): void {
  const isBusy = useBeingSent().size > 0;
  useEffect(() => {
    if (!isBusy) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isBusy]);
}

function owner(): string {
  return `${viewerId()}/${currentSession()?.orgId ?? 0}`;
}

function viewerId(): number {
  return currentSession()?.user.id ?? 0;
}

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { freshKey } from '../api/fresh-key';
import { queryClient } from '../api/query-client';
import { idsOf, type RequestView } from '../api/request-view';
import { storeDraft } from '../signed-in/draft-store';
import { currentSession, lastEnd, onSessionChange } from '../signed-in/session-store';
import type { Unfinished } from '../tabs/unfinished';
import { tellDecided } from './decided-notice';
import { tellResults } from './decision-results';
import { decideUntilKnown } from './decisions';
import { holdBack } from './hold-back';
import { knownWarnings } from './known-warnings';
import { lookUp, type LookUp, lookUpQuery } from './look-up-query';
import { Outbox } from './outbox';
import { readRequest, readViews } from './request-queries';
import { failuresOf, isOpen, isUnderWay, notSentAgain, type Sent } from './sent-decisions';
import { commentPlace } from './use-comment';

/** The one of this page. */
export const outbox = new Outbox({
  freshKey,
  owner,
  holdBack: (meant) => holdBack(meant, { lookUp: lookUpAndKeep, lookedUp, knownWarnings, read: readViews, viewerId: viewerId() }),
  decide: async (sent, isMeant, lookAgain) => {
    const { results, repeated, held } = await decideUntilKnown(sent, isMeant, lookAgain);
    return tellResults(results, sent.requests, {
      verdict: sent.verdict,
      comment: sent.comment,
      viewerId: personOf(sent.owner),
      read: (requestId) => readAs(sent.owner, requestId),
      mayCount: (requestId) => repeated.has(requestId) || sent.lost.has(requestId),
      whyHeld: (requestId) => {
        const why = held.get(requestId);
        return why && notSentAgain([why]);
      },
    });
  },
  onTold: ({ verdict, requests, owner: whose }, told) => {
    if (told.some(({ worked }) => !worked)) return;
    const isAll = told.length === requests.length;
    for (const place of isAll ? [commentPlace(requests, verdict), commentPlace(requests, 'open')] : [])
      storeDraft({ userId: personOf(whose), field: place }, undefined);
    if (whose === owner())
      tellDecided(
        told.filter(({ isCommentLost }) => !isCommentLost),
        verdict,
      );
  },
});

/** Whoever was signed in last. */
let person = viewerId();
onSessionChange(() => {
  if (!currentSession() && lastEnd() === 'signed-out') outbox.clear((whose) => personOf(whose) === person);
  else outbox.keepBack();
  if (currentSession()) person = viewerId();
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
  return useMemo(() => requestsUnderWay(sent), [sent]);
}

/** What a sign-out takes from this person in this tab, in all their orgs; a change of the org leaves alone what is `unsentInOrg`. */
export function unfinishedDecisions(): Pick<Unfinished, 'unsent' | 'failed'> & { readonly unsentInOrg: number } {
  const mine = outbox.all().filter(({ owner: whose }) => personOf(whose) === viewerId());
  const inOrg = mine.filter(({ owner: whose }) => whose === owner());
  const failed = mine.reduce((sum, one) => sum + failuresOf(one), 0);
  return { unsent: requestsUnderWay(mine).size, unsentInOrg: requestsUnderWay(inOrg).size, failed };
}

/** Whether one on this request is under way at this very moment, whatever is on the screen. */
export function isBeingSent(requestId: string): boolean {
  return outbox.all().some((sent) => isUnderWay(sent) && sent.requests.some((request) => request.requestId === requestId));
}

/** Whether there is one of which this page alone knows, in whatever org and whoever made it. */
export function isAnyDecisionOpen(): boolean {
  return outbox.all().some(isOpen);
}

/** Asks before the page is left while a decision is open, because nobody would hear of it any more. */
export function useLeaveWarning(): void {
  const isOpen = useSyncExternalStore(outbox.subscribe, isAnyDecisionOpen);
  useEffect(() => {
    if (!isOpen) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isOpen]);
}

function requestsUnderWay(sent: readonly Sent[]): ReadonlySet<string> {
  return new Set(sent.filter(isUnderWay).flatMap(({ requests }) => idsOf(requests)));
}

/** Not with the token of the person who has signed in since. */
async function readAs(whose: string, requestId: string): Promise<RequestView> {
  if (whose !== owner()) throw new Error('Whoever decided is no longer there.');
  return (await readRequest(requestId)).view;
}

/** What it brings is shown, too. */
async function lookUpAndKeep(requestId: string): Promise<LookUp> {
  const whose = owner();
  const found = await lookUp(requestId);
  const { queryKey } = lookUpQuery(requestId);
  // One that began before may bring what was known then.
  await queryClient.cancelQueries({ queryKey });
  if (whose === owner()) queryClient.setQueryData(queryKey, found);
  return found;
}

function lookedUp(requestId: string): LookUp | undefined {
  return queryClient.getQueryData(lookUpQuery(requestId).queryKey);
}

function owner(): string {
  return `${viewerId()}/${currentSession()?.orgId ?? 0}`;
}

function personOf(whose: string): number {
  return Number(whose.split('/')[0]);
}

function viewerId(): number {
  return currentSession()?.user.id ?? 0;
}

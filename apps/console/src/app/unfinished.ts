import { useSyncExternalStore } from 'react';
import { isAnyDecisionOpen, outbox, unfinishedDecisions } from '../request/decision-outbox';
import { onSessionChange } from '../signed-in/session-store';
import { onRunningUploads, runningUploads } from '../submission/upload/running-uploads';
import { hubLink } from '../tabs/hub-link';
import { isSameUnfinished, NOTHING_UNFINISHED, type Unfinished } from '../tabs/unfinished';

/** What is unfinished in this tab, and in the other tabs of its session. */
export interface UnfinishedByTab {
  readonly here: Unfinished;
  readonly elsewhere: Unfinished;
  /** Decisions that are being sent in the org in which this tab works. */
  readonly unsentInOrg: number;
}

let known: UnfinishedByTab = { here: NOTHING_UNFINISHED, elsewhere: NOTHING_UNFINISHED, unsentInOrg: 0 };
const listeners = new Set<() => void>();

/** Tells the other tabs what a sign-out there takes from this one, and hears the same of them: known before somebody clicks. Call it once. */
export function shareUnfinished(): void {
  outbox.subscribe(look);
  onRunningUploads(look);
  onSessionChange(look);
  hubLink.onMessage((message) => {
    if (message.kind === 'unfinished-elsewhere') know({ ...known, elsewhere: message.unfinished });
  });
}

export function useUnfinished(): UnfinishedByTab {
  return useSyncExternalStore(subscribe, () => known);
}

/** Whether this tab forgets something when its page is loaded anew, also of a session that is over. */
export function isAnythingUnfinished(): boolean {
  return isAnyDecisionOpen() || runningUploads() > 0;
}

function look(): void {
  const before = known.here;
  const { unsentInOrg, ...decisions } = unfinishedDecisions();
  const here = { ...decisions, uploads: runningUploads() };
  know({ ...known, here, unsentInOrg });
  if (!isSameUnfinished(here, before)) hubLink.send({ kind: 'unfinished', unfinished: here });
}

function know(next: UnfinishedByTab): void {
  known = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { signedHeaders } from '../api/call';
import type { LiveListener, LiveState } from '../api/change-stream';
import { onSessionChange } from '../signed-in/session-store';
import { hubLink } from './hub-link';

const listeners = new Set<LiveListener>();
const stateListeners = new Set<() => void>();
let state: LiveState = 'connecting';
/** What was said to the hub last. */
let isListening = false;

onSessionChange(listenOrNot);
hubLink.onConnected(listenOrNot);
document.addEventListener('visibilitychange', () => {
  listenOrNot();
  // Somebody looks again, and need not wait for a connection to see what is so now.
  if (isListening) tellMissed();
});
hubLink.onMessage((message) => {
  if (!isListening) return;
  if (message.kind === 'live') say(message.state);
  if (message.kind === 'missed') tellMissed();
  if (message.kind === 'changed') for (const listener of [...listeners]) listener.changed(message.changes);
});

export type { Change, LiveState } from '../api/change-stream';

/**
 * Hears of requests of the org as they change; one connection for all tabs of the browser, open while a page listens and somebody looks.
 * `missed` is called where changes may have gone unheard (once a connection is there, at first and anew, and at intervals while there is none):
 * read again.
 */
export function useLiveChanges(listener: LiveListener): LiveState {
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => listen({ changed: (changes) => current.current.changed(changes), missed: () => current.current.missed() }), []);
  return useSyncExternalStore(onState, () => state);
}

function listen(listener: LiveListener): () => void {
  listeners.add(listener);
  if (!isListening) listenOrNot();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) listenOrNot();
  };
}

/** Also anew, for another person or org. */
function listenOrNot(): void {
  const headers = signedHeaders();
  const isWanted = listeners.size > 0 && !document.hidden && headers['X-CAP-UI-AUTH-TOKEN'] !== undefined;
  if (!isWanted && !isListening) return;
  isListening = isWanted;
  say('connecting');
  hubLink.send({ kind: 'listen', ...(isWanted && { headers }) });
}

function tellMissed(): void {
  for (const listener of [...listeners]) listener.missed();
}

function onState(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

function say(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of stateListeners) listener();
}

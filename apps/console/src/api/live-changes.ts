import { useEffect, useRef, useSyncExternalStore } from 'react';
import { onSessionChange } from '../session/session-store';
import { ChangeStream, type LiveListener, type LiveState } from './change-stream';

/** One stream for the whole tab, open while a page listens and somebody looks. */
const stream = new ChangeStream();
onSessionChange(() => stream.restart());
document.addEventListener('visibilitychange', () => stream.restart());

export type { Change, LiveState } from './change-stream';

/**
 * Hears of requests of the org as they change.
 * `missed` is called where changes may have gone unheard (after a connection was made anew, and at intervals while there is none): read again.
 */
export function useLiveChanges(listener: LiveListener): LiveState {
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => stream.listen({ changed: (changes) => current.current.changed(changes), missed: () => current.current.missed() }), []);
  return useSyncExternalStore(stream.onState, stream.state);
}

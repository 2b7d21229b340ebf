import {
  beginSession,
  currentSession,
  endSession,
  lastEnd,
  onSessionChange,
  PROVIDER_PREFIX,
  type Session,
} from '../signed-in/session-store';
import { hubLink } from '../tabs/hub-link';
import type { SharedSession } from '../tabs/hub-messages';

/** Keeps the sessions of all tabs in step: what is opened from a signed-in tab is signed in, and who signs out has signed out everywhere. */
export function shareSession(): void {
  let known = currentSession();
  const tell = (): void => {
    const session = currentSession();
    if (!session && known && lastEnd() === 'signed-out') hubLink.send({ kind: 'signed-out', sessionId: known.id });
    known = session;
    hubLink.send({ kind: 'has-session', shared: session && sharedOf(session) });
  };
  onSessionChange(tell);
  hubLink.onConnected(tell);
  hubLink.onMessage((message) => {
    if (message.kind === 'renewed' && currentSession()?.id === message.shared.session.id) take(message.shared);
    if (message.kind === 'ended') {
      known = undefined;
      endSession('signed-out', { isTold: true });
    }
  });
  tell();
}

/** Signs this tab in as the tab that it was opened from. Nothing happens where nobody is signed in. */
export async function adoptSession(): Promise<void> {
  const shared = await hubLink.askSession();
  if (shared && !currentSession() && shared.session.expiresAt > Date.now()) take(shared);
}

/**
 * Renews a session in one tab at a time: a refresh token is good for one use.
 * @returns whether it is renewed, here or meanwhile by another tab
 */
export async function renewTogether(session: Session, renew: () => Promise<Session | undefined>): Promise<boolean> {
  return navigator.locks.request(`countersign.renewal.${session.id}`, async () => {
    const shared = await hubLink.askRenewed(session.id);
    if (shared && shared.session.token !== session.token) {
      if (currentSession()?.id === session.id) take(shared);
      return true;
    }
    const fresh = await renew();
    if (!fresh) return false;
    // Whoever signed out meanwhile stays so.
    if (currentSession() !== session) return true;
    beginSession({ ...fresh, id: session.id });
    await hubLink.tellSession(sharedOf(fresh));
    return true;
  });
}

function take({ session, provider }: SharedSession): void {
  for (const [key, value] of Object.entries(provider)) if (key.startsWith(PROVIDER_PREFIX)) sessionStorage.setItem(key, value);
  const own = currentSession();
  // Of the same session another tab may work in another org.
  beginSession(own?.id === session.id ? { ...session, orgId: own.orgId } : session);
}

function sharedOf(session: Session): SharedSession {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(PROVIDER_PREFIX));
  return { session, provider: Object.fromEntries(keys.map((key) => [key, sessionStorage.getItem(key) ?? ''])) };
}

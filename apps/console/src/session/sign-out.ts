import { currentSession, endSession } from '../signed-in/session-store';
import { askSettings } from './console-settings';

/** Out of the console, and out of the identity provider where there is one. */
export async function signOut(): Promise<void> {
  const via = currentSession()?.via;
  endSession('signed-out');
  if (via !== 'oidc') return;
  const [{ oidc }, { leaveForGood }] = await Promise.all([askSettings(), import('./oidc')]);
  if (oidc) await leaveForGood(oidc);
}

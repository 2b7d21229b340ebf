import { Button, Group, Text } from '@mantine/core';
import { hideNotification, showNotification } from '@mantine/notifications';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { endSession, type Session, useSession } from '../signed-in/session-store';
import { askSettings } from './console-settings';
import { identify } from './identify';
import { renewalDelay, retryDelay, waitable } from './session-times';
import { renewTogether } from './shared-session';

const WARNING = 'session-ends';

/** Renews the session before its end where the identity provider lets it, warns where not, and ends it on time. Shows nothing itself. */
export function SessionWatch() {
  const session = useSession();
  const router = useRouter();
  useEffect(() => {
    if (!session) return;
    return watch(session, () => warn(session, router.latestLocation.href));
  }, [session, router]);
  return null;
}

/** @returns what stops watching */
function watch(session: Session, onUnrenewable: () => void): () => void {
  let renewal: ReturnType<typeof setTimeout> | undefined;
  const tryRenewal = (): void => {
    renew(session).then(
      (isRenewed) => isRenewed || onUnrenewable(),
      () => (renewal = setTimeout(tryRenewal, retryDelay(remaining()))),
    );
  };
  const remaining = (): number => session.expiresAt - Date.now();
  renewal = setTimeout(tryRenewal, waitable(renewalDelay(remaining())));
  let end = setTimeout(endIfOver, waitable(remaining()));
  // A laptop that slept has missed its timers.
  document.addEventListener('visibilitychange', endIfOver);
  return () => {
    clearTimeout(renewal);
    clearTimeout(end);
    document.removeEventListener('visibilitychange', endIfOver);
    hideNotification(WARNING);
  };

  function endIfOver(): void {
    clearTimeout(end);
    if (remaining() <= 0) endSession('expired');
    else end = setTimeout(endIfOver, waitable(remaining()));
  }
}

/** @returns whether there is a new token; @throws what may pass, such as a provider that cannot be reached */
async function renew(session: Session): Promise<boolean> {
  return session.via === 'oidc' && renewTogether(session, freshSession);
}

async function freshSession(): Promise<Session | undefined> {
  const [{ oidc }, { renewed }] = await Promise.all([askSettings(), import('./oidc')]);
  const token = oidc && (await renewed(oidc));
  return token === undefined ? undefined : identify(token, 'oidc');
}

function warn(session: Session, here: string): void {
  const minutes = Math.max(1, Math.round((session.expiresAt - Date.now()) / 60_000));
  const stay = async (): Promise<void> => {
    const [{ oidc }, { leaveToSignIn }] = await Promise.all([askSettings(), import('./oidc')]);
    if (oidc) await leaveToSignIn(oidc, here, true);
  };
  showNotification({
    id: WARNING,
    color: 'yellow',
    autoClose: false,
    title: 'Your session ends soon',
    message: (
      <Group gap="xs">
        <Text size="sm">
          {`In ${minutes} min. ${session.via === 'oidc' ? 'Signing in again takes a moment.' : 'You will have to sign in again then.'}`}
        </Text>
        {session.via === 'oidc' && (
          <Button size="xs" variant="default" onClick={() => void stay()}>
            Sign in again now
          </Button>
        )}
      </Group>
    ),
  });
}

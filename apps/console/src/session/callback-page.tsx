import { Button, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CallFailed } from '../api/problem';
import { Failure } from '../display/failure';
import { beginSession, type Session } from '../signed-in/session-store';
import { askSettings } from './console-settings';
import { identify } from './identify';
import { SignInContent } from './sign-in-content';

/** Where the identity provider sends people back to. */
export function CallbackPage() {
  const { history } = useRouter();
  // A code is good for one try, however often the page is drawn.
  const arrival = useQuery({ queryKey: ['arrival'], queryFn: takeIn, retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const arrived = arrival.data;
  useEffect(() => {
    if (!arrived) return;
    beginSession(arrived.session);
    // In place of the address with the code in it.
    history.replace(`/console${arrived.to}`);
  }, [arrived, history]);
  if (!arrival.isError)
    return (
      <SignInContent title="Signing in">
        <Text role="status">
          <Loader size="xs" mr="xs" /> One moment.
        </Text>
      </SignInContent>
    );
  return (
    <SignInContent title="You are not signed in">
      <Failure error={arrival.error} />
      <Button component={Link} to="/sign-in">
        Back to the sign-in
      </Button>
    </SignInContent>
  );
}

async function takeIn(): Promise<{ readonly session: Session; readonly to: string } | null> {
  const [{ oidc }, { arrive }] = await Promise.all([askSettings(), import('./oidc')]);
  if (!oidc) throw new Error('Nobody is sent to this page here: sign in at the sign-in page.');
  const arrival = await arrive(oidc);
  if (!arrival) return null;
  return { session: await identified(arrival.token), to: arrival.to };
}

function identified(token: string): Promise<Session> {
  return identify(token, 'oidc').catch((error: unknown) => {
    if (!(error instanceof CallFailed && error.status === 401)) throw error;
    const said = error.problems.map(({ message }) => message).join(' ');
    throw new Error(`The identity provider knows you, but its token is not accepted here: ${said}`, { cause: error });
  });
}

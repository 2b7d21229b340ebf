import { Alert, Divider, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Failure } from '../display/failure';
import { lastEnd, useSession } from '../signed-in/session-store';
import { type ConsoleSettings, consoleSettings } from './console-settings';
import { DevelopmentSignIn } from './development-sign-in';
import { forgetAnswers } from './forget-answers';
import { OidcSignIn } from './oidc-sign-in';
import { PasteToken } from './paste-token';
import { SignInContent } from './sign-in-content';

const route = getRouteApi('/signed-out/sign-in');

const ENDED = {
  'signed-out': 'You are signed out.',
  expired: 'Your session has ended. Sign in again, and you are back where you were.',
} as const;

/** Where everybody comes who is not signed in; afterwards they are where they wanted to be. */
export function SignInPage() {
  const { to = '/' } = route.useSearch();
  const settings = useQuery(consoleSettings);
  const ended = lastEnd();
  useEffect(forgetAnswers, []);
  useGoOn(to);
  return (
    <SignInContent title="Sign in">
      {ended && (
        <Alert role="status" color={ended === 'expired' ? 'yellow' : 'gray'}>
          {ENDED[ended]}
        </Alert>
      )}
      {settings.isPending && <Skeleton height={180} role="status" aria-label="Loading" />}
      {settings.isError && <Failure error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isSuccess && <Ways settings={settings.data} to={to} />}
    </SignInContent>
  );
}

function Ways({ settings: { signIn, oidc }, to }: { readonly settings: ConsoleSettings; readonly to: string }) {
  if (signIn === 'oidc' && oidc) return <OidcSignIn settings={oidc} to={to} />;
  if (signIn === 'paste') return <PasteToken />;
  return (
    <>
      <DevelopmentSignIn />
      <Divider />
      <PasteToken folded />
    </>
  );
}

/** Leaves as soon as somebody is signed in, also when they came here by mistake. */
function useGoOn(to: string): void {
  const session = useSession();
  const { history } = useRouter();
  useEffect(() => {
    if (session) history.replace(`/console${to}`);
  }, [session, history, to]);
}

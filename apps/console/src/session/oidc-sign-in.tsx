import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import { Failure } from '../display/failure';
import type { OidcSettings } from './console-settings';

/** After so long this page has not been left. */
const STILL_HERE_MS = 5_000;

/** The way to the identity provider. */
export function OidcSignIn({ settings, to }: { readonly settings: OidcSettings; readonly to: string }) {
  const leave = useMutation({
    mutationFn: async () => {
      const { leaveToSignIn } = await import('./oidc');
      // Whoever was asked whether to leave this page, and has stayed, may try again.
      await Promise.race([leaveToSignIn(settings, to), new Promise((resolve) => setTimeout(resolve, STILL_HERE_MS))]);
    },
  });
  const { host } = new URL(settings.authority);
  // The way there is proven with a hash that browsers make only where the page came over TLS, or from this machine.
  if (!isSecureContext)
    return <Alert color="orange">{`To sign in at ${host}, open this page by an address that begins with https://.`}</Alert>;
  return (
    <Stack gap="sm">
      <Text size="sm">{`You sign in at ${host} and come back here.`}</Text>
      <Button leftSection={<LogIn size={16} aria-hidden />} loading={leave.isPending} onClick={() => leave.mutate()}>
        Sign in
      </Button>
      {leave.isError && <Failure error={new Error(`${host} cannot be reached. Try again, or tell whoever runs it.`)} />}
    </Stack>
  );
}

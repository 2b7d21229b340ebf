import { Alert, Center, Paper } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { isAnyDecisionOpen, outbox } from '../request/decision-outbox';

/** What surrounds the pages of those who are not signed in, also while one is on its way or cannot be shown. */
export function SignedOut() {
  const isAnyOpen = useSyncExternalStore(outbox.subscribe, isAnyDecisionOpen);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder shadow="sm" p={{ base: 'md', xs: 'xl' }} w="100%" maw={480} bg="var(--console-surface)">
        <Outlet />
        {isAnyOpen && (
          <Alert color="orange" mt="md">
            A decision that was made here was not counted, counted without its comment, is not known, or has not been told yet. Whoever made
            it is told when they have signed in again, unless this page is left or loaded anew before, as it is to sign in somewhere else.
            Then look at the request.
          </Alert>
        )}
      </Paper>
    </Center>
  );
}

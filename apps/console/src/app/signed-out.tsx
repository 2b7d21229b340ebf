import { Center, Paper } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';

/** What surrounds the pages of those who are not signed in, also while one is on its way or cannot be shown. */
export function SignedOut() {
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder shadow="sm" p={{ base: 'md', xs: 'xl' }} w="100%" maw={480} bg="var(--console-surface)">
        <Outlet />
      </Paper>
    </Center>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Dialog } from '../../display/dialog';
import { currentSession } from '../../signed-in/session-store';
import { uploadRuns } from './running-uploads';

/** Asks before the page is left while something runs. Who signs out or changes the org is asked there; whoever is signed out has to go. */
export function LeaveGuard({ isRunning }: { readonly isRunning: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isRunning && currentSession() !== undefined,
    enableBeforeUnload: () => isRunning,
    withResolver: true,
  });
  useEffect(() => (isRunning ? uploadRuns() : undefined), [isRunning]);
  if (status !== 'blocked') return null;
  return (
    <Dialog title="Leave while the upload runs?" onClose={reset}>
      <Text size="sm" mb="md">
        Rows that were not submitted yet stay behind. What was submitted stays. Upload the same file again to go on: no row is submitted
        twice.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={proceed}>
          Leave
        </Button>
        <Button onClick={reset} data-autofocus>
          Stay
        </Button>
      </Group>
    </Dialog>
  );
}

import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { useTypeTitle } from '../api/request-types';
import { Failure } from '../display/failure';
import type { TypeStanding } from './operation-views';
import { usePauseOrResume } from './operations-queries';

const LONGEST_REASON = 1_000;

/** Asks why before a type is stopped, and lets one say why before it goes on. */
export function PauseDialog({ standing, onClose }: { readonly standing: TypeStanding | undefined; readonly onClose: () => void }) {
  const title = useTypeTitle()(standing?.requestType ?? '');
  return (
    <Modal
      opened={standing !== undefined}
      onClose={onClose}
      title={`${standing?.paused ? 'Resume' : 'Pause'} ${title.toLowerCase()}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {standing && <PauseForm standing={standing} title={title} onClose={onClose} />}
    </Modal>
  );
}

function PauseForm({
  standing,
  title,
  onClose,
}: {
  readonly standing: TypeStanding;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const change = usePauseOrResume();
  const isPaused = standing.paused !== null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate(
      { type: standing.requestType, action: isPaused ? 'resume' : 'pause', reason: reason.trim() },
      {
        onSuccess: () => {
          notifications.show({ title: isPaused ? `${title} goes on.` : `${title} is paused.`, message: '' });
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">
          {isPaused
            ? 'What waited is executed, the oldest first.'
            : 'Nothing more of it is executed in this org until somebody resumes it. Requests and decisions go on, and what is approved waits. Calls under way end.'}
        </Text>
        <Textarea
          label={isPaused ? 'Why (may be left out)' : 'Why'}
          description="Kept for good; name no customer."
          autosize
          minRows={2}
          maxLength={LONGEST_REASON}
          required={!isPaused}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          data-autofocus
        />
        {change.isError && <Failure error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isPaused && reason.trim() === ''}>
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

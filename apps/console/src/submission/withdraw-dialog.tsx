import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import { MY_REQUESTS, withdraw } from './my-request-queries';
import { RequestLine } from '../display/outside-text';

const LONGEST_REASON = 2_000;

/** Takes a request back before anybody has decided on it. */
export function WithdrawDialog({ request, onClose }: { readonly request: RequestView; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withdraw(request.requestId, reason.trim()),
    onSuccess: () => {
      notifications.show({ title: 'Withdrawn', message: 'Nobody will decide on this request any more.', color: 'green' });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: MY_REQUESTS }),
  });
  return (
    <Modal opened onClose={onClose} title="Withdraw this request?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text size="sm">
          <RequestLine summary={request.details.summary} isFull />
        </Text>
        <Textarea
          label="Why (optional)"
          description="Shown with the request."
          maxLength={LONGEST_REASON}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          data-autofocus
        />
        {error && <Failure error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button color="red" loading={isPending} onClick={() => mutate()}>
            Withdraw
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

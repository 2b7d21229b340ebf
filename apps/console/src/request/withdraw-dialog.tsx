import { Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestView } from '../api/request-view';
import { Dialog } from '../display/dialog';
import { DialogForm } from '../display/dialog-form';
import { RequestLine } from '../display/outside-text';
import { useDraft } from '../session/draft';
import { MY_REQUESTS, withdraw } from './my-request-queries';
import { requestKey } from './request-queries';

const LONGEST_REASON = 2_000;

/** Takes a request back before anybody has decided on it. */
export function WithdrawDialog({ request, onClose }: { readonly request: RequestView; readonly onClose: () => void }) {
  const [reason, setReason, forgetReason] = useDraft(`withdrawal.${request.requestId}`, '');
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withdraw(request.requestId, reason.trim()),
    onSuccess: () => {
      forgetReason();
      notifications.show({ title: 'Withdrawn', message: 'Nobody will decide on this request any more.', color: 'green' });
      onClose();
    },
    // Like every act of one's own at once: where no stream is open the news of it would be read a quarter of a minute later.
    onSettled: () => Promise.all([MY_REQUESTS, requestKey(request.requestId)].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const submit = (): boolean => {
    mutate();
    return true;
  };
  return (
    <Dialog title="Withdraw this request?" onClose={onClose}>
      <DialogForm submit="Withdraw" color="red" cancel="Keep it" busy={isPending} error={error} onSubmit={submit} onCancel={onClose}>
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
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </DialogForm>
    </Dialog>
  );
}

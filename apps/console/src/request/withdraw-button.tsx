import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import { withdraw } from './decisions';

/** A maker takes back what nobody has decided yet, after having been asked once more. */
export function WithdrawButton({
  requestId,
  onWithdrawn,
}: {
  readonly requestId: string;
  readonly onWithdrawn: (view: RequestView) => void;
}) {
  const [opened, { open, close }] = useDisclosure(false);
  const take = useMutation({
    mutationFn: (reason: string) => withdraw(requestId, reason),
    onSuccess: (view) => {
      close();
      onWithdrawn(view);
    },
  });
  return (
    <>
      <Group mt="sm">
        <Button variant="default" onClick={open}>
          Withdraw it
        </Button>
      </Group>
      <Modal
        opened={opened}
        onClose={close}
        title={<Text fw={650}>Withdraw this request?</Text>}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const reason = new FormData(event.currentTarget).get('reason');
            take.mutate(typeof reason === 'string' ? reason : '');
          }}
        >
          <Stack gap="sm">
            <Text size="sm">No checker will see it any more, and nothing is carried out. You can ask again later.</Text>
            <Textarea
              name="reason"
              label="Reason"
              description="If there is one worth remembering."
              maxLength={1_000}
              autosize
              minRows={2}
              data-autofocus
            />
            {take.isError && <Failure error={take.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Keep it
              </Button>
              <Button type="submit" color="red" loading={take.isPending}>
                Withdraw it
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { RequestView } from '../api/request-view';
import { WithdrawDialog } from './withdraw-dialog';

interface Props {
  readonly request: RequestView;
  readonly onAsked: () => void;
}

/** A maker takes back what nobody has decided yet, after having been asked once more. */
export function WithdrawButton({ request, onAsked }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const closed = (): void => {
    close();
    onAsked();
  };
  return (
    <>
      <Group mt="sm">
        <Button variant="default" onClick={open}>
          Withdraw it
        </Button>
      </Group>
      {opened && <WithdrawDialog request={request} onClose={closed} />}
    </>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { Dialog } from '../display/dialog';
import { countOf } from '../display/numbers';

/** What the person is about to do, as a button says it. */
export interface Leaving {
  readonly act: string;
  readonly leave: () => void;
}

interface Props extends Leaving {
  readonly unsent: number;
  readonly onClose: () => void;
}

/** Asks before decisions that are still being sent are left alone. */
export function LeaveDialog({ act, leave, unsent, onClose }: Props) {
  return (
    <Dialog title={`${act}?`} onClose={onClose}>
      <Text size="sm" mb="md" role="status">
        {unsent === 0
          ? 'None of your decisions is being sent any more.'
          : `${countOf(unsent, 'decision')} of yours ${unsent === 1 ? 'is' : 'are'} still being sent. If you go now, those that have not left yet are not made, and you are not told what comes of the others.`}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Stay
        </Button>
        <Button
          {...(unsent > 0 && { color: 'red' })}
          onClick={() => {
            onClose();
            leave();
          }}
        >
          {act}
        </Button>
      </Group>
    </Dialog>
  );
}

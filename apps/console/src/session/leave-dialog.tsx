import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../display/dialog';
import { countOf } from '../display/numbers';

/** Decisions of this person that are being sent, and those that were not counted. */
export interface Unfinished {
  readonly unsent: number;
  readonly failed: number;
}

/** What the person is about to do, as a button says it. */
export interface Leaving {
  readonly act: string;
  /** Whether decisions that were not counted are still there afterwards. */
  readonly keepsFailed: boolean;
  readonly leave: () => void;
}

interface Props extends Leaving {
  readonly unfinished: Unfinished;
  readonly onClose: () => void;
}

/** Whether something is lost, so that it is asked before. */
export function isLost({ unsent, failed }: Unfinished, { keepsFailed }: Pick<Leaving, 'keepsFailed'>): boolean {
  return unsent > 0 || (failed > 0 && !keepsFailed);
}

/** Asks before decisions are left alone that are still being sent, or that were not counted and are forgotten. */
export function LeaveDialog({ act, keepsFailed, leave, unfinished, onClose }: Props) {
  const { unsent, failed } = unfinished;
  return (
    <Dialog title={`${act}?`} onClose={onClose}>
      <Stack gap="xs" mb="md" role="status">
        {unsent > 0 && (
          <Text size="sm">
            {countOf(unsent, 'decision of yours is', 'decisions of yours are')} still being sent. If you go now, those that have not left
            yet are not made, and you are not told what comes of the others.
          </Text>
        )}
        {failed > 0 && !keepsFailed && (
          <Text size="sm">
            {countOf(failed, 'decision of yours was', 'decisions of yours were')} not counted. If you go now, you are not reminded of that
            any more, and what you wrote is forgotten.
          </Text>
        )}
        {!isLost(unfinished, { keepsFailed }) && <Text size="sm">None of your decisions is being sent any more.</Text>}
      </Stack>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Stay
        </Button>
        <Button
          {...(isLost(unfinished, { keepsFailed }) && { color: 'red' })}
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

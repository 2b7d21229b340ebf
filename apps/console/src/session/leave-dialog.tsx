import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../display/dialog';
import { countOf } from '../display/numbers';
import { sumOf, type Unfinished } from '../tabs/unfinished';

/** What the person is about to do, as a button says it. */
export interface Leaving {
  readonly act: string;
  /** In every tab, and decisions that were not counted are forgotten with it. */
  readonly endsSession: boolean;
  readonly leave: () => void;
}

interface Begun {
  readonly here: Unfinished;
  readonly elsewhere: Unfinished;
}

interface Props extends Leaving, Begun {
  readonly onClose: () => void;
}

/** Whether something is lost, so that it is asked before. */
export function isLost({ endsSession }: Pick<Leaving, 'endsSession'>, { here, elsewhere }: Begun): boolean {
  const { unsent, failed, uploads } = sumOf([here, elsewhere]);
  return unsent > 0 || uploads > 0 || (failed > 0 && endsSession);
}

/** Asks before something is left alone that is still under way, or decisions that were not counted as they were meant are forgotten. */
export function LeaveDialog({ act, endsSession, leave, here, elsewhere, onClose }: Props) {
  const { unsent, failed, uploads } = sumOf([here, elsewhere]);
  const isAnyLost = isLost({ endsSession }, { here, elsewhere });
  return (
    <Dialog title={`${act}?`} onClose={onClose}>
      <Stack gap="xs" mb="md" role="status">
        {unsent > 0 && (
          <Text size="sm">
            {countOf(unsent, 'decision of yours', 'decisions of yours')}
            {inAnotherTab(elsewhere.unsent, unsent)} {unsent === 1 ? 'is' : 'are'} still being sent. If you go now, what has not left yet is
            not made.{' '}
            {endsSession
              ? 'You are not told what became of those that were sent already.'
              : 'You are told of it when you are back in this org.'}
          </Text>
        )}
        {failed > 0 && endsSession && (
          <Text size="sm">
            {countOf(failed, 'decision of yours', 'decisions of yours')}
            {inAnotherTab(elsewhere.failed, failed)}{' '}
            {failed === 1 ? 'was not counted, counted without its comment' : 'were not counted, counted without their comments'}, or it is
            not known. If you go now, you are not reminded of that any more, and what you wrote is forgotten.
          </Text>
        )}
        {uploads > 0 && (
          <Text size="sm">
            {countOf(uploads, 'upload of yours', 'uploads of yours')}
            {inAnotherTab(elsewhere.uploads, uploads)} {uploads === 1 ? 'is' : 'are'} not done. If you go now, rows that were not submitted
            yet stay behind. Upload the same file again in the same org to go on: no row is submitted twice.
          </Text>
        )}
        {!isAnyLost && <Text size="sm">None of your decisions is being sent any more.</Text>}
      </Stack>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Stay
        </Button>
        <Button
          {...(isAnyLost && { color: 'red' })}
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

/** Where to look for them. */
function inAnotherTab(elsewhere: number, all: number): string {
  if (elsewhere === 0) return '';
  return elsewhere === all ? ', in another tab,' : `, ${elsewhere} of them in another tab,`;
}

import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Download, Pause, Play, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { countOf } from '../../display/numbers';
import type { HoldUp, RunState, UploadRun } from './upload-run';

const HOLD_UPS: Readonly<Record<HoldUp, string>> = {
  silence: 'No answer comes from the server; it is tried again by itself.',
  busy: 'The server asked to slow down; it goes on by itself.',
};

interface Props {
  readonly run: UploadRun;
  readonly onDownload: () => void;
  readonly onAnother: () => void;
}

/** How far the upload is, and how to stop it. */
export function RunPanel({ run, onDownload, onAnother }: Props) {
  const state = useSyncExternalStore(run.subscribe, run.state);
  const { phase, total, submitted, refused } = state;
  const isOver = phase === 'done' || phase === 'cancelled';
  const canGoOn = phase === 'paused' || phase === 'unreachable';
  return (
    <Stack gap="sm">
      <Progress.Root size="lg">
        <Progress.Section value={(100 * submitted) / total} color="green" aria-label={`${submitted} of ${total} submitted`} />
        <Progress.Section value={(100 * refused) / total} color="red" aria-label={`${refused} of ${total} refused`} />
      </Progress.Root>
      <Text role="status" size="sm">
        {words(state)}
      </Text>
      {phase === 'unreachable' && (
        <Alert color="orange" title="The server cannot be reached">
          Nothing is lost and nothing will be submitted twice. Go on when the connection is back.
        </Alert>
      )}
      <Group gap="xs">
        {phase === 'running' && (
          <Button variant="default" leftSection={<Pause size={16} aria-hidden />} onClick={() => run.pause()}>
            Pause
          </Button>
        )}
        {canGoOn && (
          <Button leftSection={<Play size={16} aria-hidden />} onClick={() => run.resume()}>
            Go on
          </Button>
        )}
        {!isOver && (
          <Button variant="subtle" color="red" leftSection={<X size={16} aria-hidden />} onClick={() => run.cancel()}>
            Stop here
          </Button>
        )}
        {isOver && (
          <Button leftSection={<Download size={16} aria-hidden />} onClick={onDownload}>
            Download the results
          </Button>
        )}
        {isOver && (
          <Button variant="default" onClick={onAnother}>
            Another file
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function words({ phase, total, submitted, earlier, refused, heldUpBy, unknown }: RunState): string {
  const left = total - submitted - refused;
  const notKnown = unknown.size > 0 ? ` Of ${countOf(unknown.size, 'row')} it is not known.` : '';
  const done = [
    `${countOf(submitted - earlier, 'request')} submitted`,
    ...(earlier > 0 ? [`${earlier} had been submitted before`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ].join(', ');
  switch (phase) {
    case 'running':
      return `${done}, ${left} to go.${heldUpBy === undefined ? '' : ` ${HOLD_UPS[heldUpBy]}`}`;
    case 'paused':
    case 'unreachable':
      return `${done}. Paused with ${left} to go.`;
    case 'cancelled':
      return `${done}. Stopped: ${countOf(left - unknown.size, 'row')} not submitted.${notKnown} What was submitted stays; it can be withdrawn.`;
    case 'done':
      return `${done}. That is all of them.${notKnown}`;
  }
}

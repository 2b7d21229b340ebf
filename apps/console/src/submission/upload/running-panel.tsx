import { Paper, Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { OutsideText } from '../../display/outside-text';
import { wordsForState } from '../../display/state-badge';
import { MY_REQUESTS } from '../../request/my-request-queries';
import { submit } from '../submit';
import { csvText } from './csv-file';
import { download } from './download';
import { LeaveGuard } from './leave-guard';
import { pauseFor } from './patiently';
import type { Preview } from './read-upload';
import { resultLines } from './result-file';
import { rowKeys } from './row-key';
import { RowTable } from './row-table';
import { RunPanel } from './run-panel';
import { UploadRun } from './upload-run';

interface Props {
  readonly type: string;
  readonly preview: Preview;
  readonly chosen: ReadonlySet<number>;
  readonly onAnother: () => void;
}

/** The submission of what was chosen in a preview. */
export function RunningPanel({ type, preview, chosen, onAnother }: Props) {
  const { rows, judgements, fileName } = preview;
  const [keys] = useState(() => rowKeys(rows, judgements));
  const [run] = useState(
    () =>
      new UploadRun(
        rows.flatMap(({ line, text }) => (chosen.has(line) ? [{ line, text, key: keys.get(line) ?? '' }] : [])),
        {
          submit: ({ text, key }) => submit({ type, text, idempotencyKey: key, isAsync: true }),
          wait: pauseFor,
        },
      ),
  );
  const { phase, outcomes, unknown } = useSyncExternalStore(run.subscribe, run.state);
  const client = useQueryClient();
  useEffect(() => {
    run.resume();
    return () => run.pause();
  }, [run]);
  useEffect(() => {
    if (phase !== 'running') void client.invalidateQueries({ queryKey: MY_REQUESTS });
  }, [client, phase]);
  const save = () => {
    const keysOfUnknown = new Map([...unknown].map((line) => [line, keys.get(line) ?? '']));
    download(`results-of-${fileName}`, csvText(resultLines(preview, { judgements, outcomes, keysOfUnknown }, wordsForState), preview.form));
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="running">
      <Stack gap="md">
        <Title order={2} size="h4" id="running">
          <OutsideText>{fileName}</OutsideText>
        </Title>
        <RunPanel run={run} onDownload={save} onAnother={onAnother} />
        <RowTable rows={rows} judgements={judgements} chosen={chosen} outcomes={outcomes} />
      </Stack>
      <LeaveGuard isRunning={phase === 'running' || phase === 'paused' || phase === 'unreachable'} />
    </Paper>
  );
}

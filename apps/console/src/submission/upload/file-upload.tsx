import { Alert, Paper, Progress, Stack, Text } from '@mantine/core';
import { FileWarning } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '../../display/failure';
import { countOf, formatCount } from '../../display/numbers';
import { planForm } from '../form-plan';
import { PausedNote } from '../paused-note';
import type { RequestTypeDescription } from '../../api/request-types';
import { ColumnGuide } from './column-guide';
import { columnsOf } from './columns';
import { UnreadableFile } from './csv-text';
import { FileDrop } from './file-drop';
import { PreviewPanel } from './preview-panel';
import { type Preview, readUpload } from './read-upload';
import { RunningPanel } from './running-panel';
import { OutsideText } from '../../display/outside-text';

type Step =
  | { readonly at: 'file'; readonly error?: unknown }
  | { readonly at: 'checking'; readonly checked: number; readonly total: number }
  | { readonly at: 'preview'; readonly preview: Preview }
  | { readonly at: 'running'; readonly preview: Preview; readonly chosen: ReadonlySet<number> };

/** From a file to its requests: read, check, look, submit. */
export function FileUpload({ type }: { readonly type: RequestTypeDescription }) {
  const plan = useMemo(() => planForm(type, type.example, {}), [type]);
  const columns = useMemo(() => columnsOf(plan), [plan]);
  const [step, setStep] = useState<Step>({ at: 'file' });
  const reading = useRef<AbortController>(undefined);
  useEffect(() => () => reading.current?.abort(), []);

  const read = (file: File) => {
    const controller = new AbortController();
    reading.current = controller;
    const { signal } = controller;
    setStep({ at: 'checking', checked: 0, total: 0 });
    const onProgress = (checked: number, total: number) => setStep({ at: 'checking', checked, total });
    readUpload(file, { type: type.name, plan, columns, onProgress, signal })
      .then((preview) => setStep({ at: 'preview', preview }))
      .catch((error: unknown) => setStep({ at: 'file', error }));
  };
  const startOver = () => setStep({ at: 'file' });

  switch (step.at) {
    case 'file':
      return (
        <Stack gap="md">
          <PausedNote type={type} />
          {step.error instanceof UnreadableFile && (
            <Alert role="alert" color="red" icon={<FileWarning size={18} aria-hidden />} title="This file cannot be used">
              <OutsideText>{step.error.message}</OutsideText>
            </Alert>
          )}
          {step.error !== undefined && !(step.error instanceof UnreadableFile) && <Failure error={step.error} />}
          <FileDrop onFile={read} />
          <ColumnGuide typeName={type.name} columns={columns} />
        </Stack>
      );
    case 'checking':
      return <Checking checked={step.checked} total={step.total} />;
    case 'preview':
      return (
        <PreviewPanel
          preview={step.preview}
          hasAmount={type.hasAmount}
          onSubmit={(chosen) => setStep({ at: 'running', preview: step.preview, chosen })}
          onAnother={startOver}
        />
      );
    case 'running':
      return <RunningPanel type={type.name} preview={step.preview} chosen={step.chosen} onAnother={startOver} />;
  }
}

function Checking({ checked, total }: { readonly checked: number; readonly total: number }) {
  return (
    <Paper withBorder p="md">
      <Text role="status" mb="xs">
        {total === 0 ? 'Reading the file…' : `${formatCount(checked)} of ${countOf(total, 'row')} checked. Nothing is submitted yet.`}
      </Text>
      <Progress value={total === 0 ? 0 : (100 * checked) / total} aria-label="Checking the rows" />
    </Paper>
  );
}

import { Button, Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { countOf, formatCount } from '../../display/numbers';
import { totalsOf } from './judge-rows';
import { leftOutWords } from './left-out-words';
import type { Preview } from './read-upload';
import { RowTable } from './row-table';
import { OutsideText } from '../../display/outside-text';

interface Props {
  readonly preview: Preview;
  readonly hasAmount: boolean;
  readonly onSubmit: (lines: ReadonlySet<number>) => void;
  readonly onAnother: () => void;
}

/** All of a file, checked, before anything is submitted. */
export function PreviewPanel({ preview, hasAmount, onSubmit, onAnother }: Props) {
  const { fileName, rows, judgements } = preview;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(rows.filter((_, index) => judgements[index]?.kind === 'fine').map(({ line }) => line)),
  );
  const [isAgreed, setIsAgreed] = useState(false);
  const totals = totalsOf(judgements.filter((_, index) => chosen.has(rows[index]?.line ?? 0)));
  const leftOut = rows.length - chosen.size;
  const choose = (line: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(line);
    else next.delete(line);
    setChosen(next);
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="preview">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id="preview" tabIndex={-1}>
            <OutsideText>{fileName}</OutsideText>
          </Title>
          <Text role="status">
            {countOf(totals.requests, 'request')} to submit
            {hasAmount && `, ${countOf(totals.points, 'point')} in all`}: {formatCount(totals.atOnce)} will be approved at once,{' '}
            {countOf(totals.toCheckers, 'goes', 'go')} to checkers.
          </Text>
          <LeftOut judgements={judgements} />
          <Text size="sm" c="dimmed">
            Daily caps and the like are judged again, row by row, when the rows are submitted.
          </Text>
        </div>
        {leftOut > 0 && chosen.size > 0 && (
          <Checkbox
            label={`Leave out ${countOf(leftOut, 'row')} of ${rows.length}`}
            description="They are marked below. You can download them with the results, mend them and upload them again."
            checked={isAgreed}
            onChange={(event) => setIsAgreed(event.target.checked)}
          />
        )}
        {chosen.size === 0 && <NothingToSubmit isAllUsed={judgements.every(({ kind }) => kind === 'used' || kind === 'open')} />}
        <Group gap="xs">
          <Button
            leftSection={<Send size={16} aria-hidden />}
            disabled={chosen.size === 0 || (leftOut > 0 && !isAgreed)}
            onClick={() => onSubmit(chosen)}
          >
            Submit {countOf(chosen.size, 'request')}
          </Button>
          <Button variant="default" onClick={onAnother}>
            Another file
          </Button>
        </Group>
        <RowTable rows={rows} judgements={judgements} chosen={chosen} onChoose={choose} />
      </Stack>
    </Paper>
  );
}

function LeftOut({ judgements }: Pick<Preview, 'judgements'>) {
  return leftOutWords(judgements).map((words) => (
    <Text key={words} fw={600}>
      {words}
    </Text>
  ));
}

function NothingToSubmit({ isAllUsed }: { readonly isAllUsed: boolean }) {
  return (
    <Text fw={600}>
      {isAllUsed ? 'There is nothing new in this file.' : 'No new row of this file can be submitted. Mend the file and choose it again.'}
    </Text>
  );
}

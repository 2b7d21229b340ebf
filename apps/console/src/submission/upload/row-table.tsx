import { Checkbox, Group, Pagination, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { shortLine } from '../../display/customer';
import { countOf } from '../../display/numbers';
import { StateBadge } from '../../display/state-badge';
import { TextLink } from '../links';
import { verdictWords } from '../verdict-words';
import type { Judgement } from './judge-rows';
import type { Row } from './rows';
import type { RowOutcome } from './upload-run';

const PAGE = 50;

interface Props {
  readonly rows: readonly Row[];
  readonly judgements: readonly Judgement[];
  /** Lines that are, or will be, submitted. */
  readonly chosen: ReadonlySet<number>;
  /** Absent once the choice is made. */
  readonly onChoose?: (line: number, isChosen: boolean) => void;
  readonly outcomes?: ReadonlyMap<number, RowOutcome>;
}

type Shown = 'all' | 'wrong' | 'duplicate' | 'refused';

/** Every row of a file with what will become, or became, of it. */
export function RowTable({ rows, judgements, chosen, onChoose, outcomes }: Props) {
  const [shown, setShown] = useState<Shown>('all');
  const [page, setPage] = useState(1);
  const pairs = rows.flatMap((row, index) => {
    const judgement = judgements[index];
    return judgement ? [{ row, judgement, outcome: outcomes?.get(row.line) }] : [];
  });
  const kinds: Record<Shown, typeof pairs> = {
    all: pairs,
    wrong: pairs.filter(({ judgement }) => judgement.kind === 'wrong'),
    duplicate: pairs.filter(({ judgement }) => judgement.kind === 'duplicate'),
    refused: pairs.filter(({ outcome }) => outcome?.kind === 'refused'),
  };
  const visible = kinds[shown];
  const pages = Math.max(1, Math.ceil(visible.length / PAGE));
  const current = Math.min(page, pages);
  const labels: [Shown, string][] = [
    ['all', 'All'],
    ['wrong', 'With problems'],
    ['duplicate', 'Twice in the file'],
    ...(outcomes ? [['refused', 'Refused'] as [Shown, string]] : []),
  ];
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="Which rows"
          value={shown}
          onChange={(value) => {
            setShown(value as Shown);
            setPage(1);
          }}
          data={labels.map(([value, label]) => ({ value, label: `${label} (${kinds[value].length})` }))}
        />
        {pages > 1 && <Pagination size="sm" total={pages} value={current} onChange={setPage} getControlProps={controlNames} />}
      </Group>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={6} highlightOnHover>
          <Table.Caption>{countOf(visible.length, 'row')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {onChoose && <Table.Th>Submit</Table.Th>}
              <Table.Th>Row</Table.Th>
              <Table.Th>Request</Table.Th>
              <Table.Th>{outcomes ? 'Result' : 'Who has to agree'}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {visible.slice((current - 1) * PAGE, current * PAGE).map(({ row, judgement, outcome }) => (
              <Table.Tr key={row.line}>
                {onChoose && (
                  <Table.Td>
                    <Checkbox
                      aria-label={`Submit row ${row.line}`}
                      disabled={judgement.kind === 'wrong'}
                      checked={chosen.has(row.line)}
                      onChange={(event) => onChoose(row.line, event.target.checked)}
                    />
                  </Table.Td>
                )}
                <Table.Td>{row.line}</Table.Td>
                <Table.Td>
                  <RowWords judgement={judgement} />
                </Table.Td>
                <Table.Td>
                  {outcomes ? <Result outcome={outcome} isChosen={chosen.has(row.line)} /> : <Verdict judgement={judgement} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function RowWords({ judgement }: { readonly judgement: Judgement }) {
  const { summary, warnings = [] } = judgement.result ?? {};
  return (
    <>
      {summary && <Text size="sm">{shortLine(summary.line, summary.customer)}</Text>}
      {judgement.kind === 'wrong' &&
        judgement.messages.map((message) => (
          <Text key={message} size="sm" c="var(--mantine-color-error)">
            {message}
          </Text>
        ))}
      {judgement.kind === 'duplicate' && (
        <Text size="sm" fw={600}>
          {judgement.message}
        </Text>
      )}
      {warnings.map(({ message }) => (
        <Text key={message} size="xs" c="dimmed">
          {message}
        </Text>
      ))}
    </>
  );
}

function Verdict({ judgement }: { readonly judgement: Judgement }) {
  const { verdict } = judgement.result ?? {};
  const isRefused = judgement.kind === 'wrong' || !verdict;
  return (
    <Text size="sm" {...(isRefused && { c: 'dimmed' })}>
      {isRefused ? 'Cannot be submitted' : verdictWords(verdict)}
    </Text>
  );
}

function Result({ outcome, isChosen }: { readonly outcome: RowOutcome | undefined; readonly isChosen: boolean }) {
  if (outcome?.kind === 'submitted') {
    const { requestId, state } = outcome.request;
    return (
      <Group gap="xs">
        <StateBadge state={state} />
        <TextLink to="/requests/$requestId" params={{ requestId }} target="_blank" size="sm">
          Open
        </TextLink>
      </Group>
    );
  }
  if (outcome)
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        Refused: {outcome.message}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed">
      {isChosen ? 'Not submitted yet' : 'Left out'}
    </Text>
  );
}

function controlNames(control: 'first' | 'previous' | 'last' | 'next') {
  return { 'aria-label': `${control} page` };
}

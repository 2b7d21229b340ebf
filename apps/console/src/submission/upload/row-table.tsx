import { Checkbox, Group, NativeSelect, Pagination, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import { countOf } from '../../display/numbers';
import { isBarred, type Judgement } from './judge-rows';
import { Result, RowWords, Verdict } from './row-cells';
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

interface JudgedRow {
  readonly row: Row;
  readonly judgement: Judgement;
  readonly outcome: RowOutcome | undefined;
}

function isUsed({ judgement, outcome }: JudgedRow): boolean {
  return judgement.kind === 'used' || judgement.kind === 'open' || (outcome?.kind === 'submitted' && outcome.isEarlier);
}

const KINDS = {
  all: { label: 'All rows', holds: () => true },
  wrong: { label: 'With problems', holds: ({ judgement }: JudgedRow) => judgement.kind === 'wrong' },
  duplicate: { label: 'Twice in the file', holds: ({ judgement }: JudgedRow) => judgement.kind === 'duplicate' },
  differs: { label: 'Same reference, something else', holds: ({ judgement }: JudgedRow) => judgement.kind === 'differs' },
  used: { label: 'Submitted before', holds: isUsed },
  refused: { label: 'Refused', holds: ({ outcome }: JudgedRow) => outcome?.kind === 'refused' },
} as const;
type Kind = keyof typeof KINDS;

/** Every row of a file with what will become, or became, of it. */
export function RowTable({ rows, judgements, chosen, onChoose, outcomes }: Props) {
  const [kind, setKind] = useState<Kind>('all');
  const [page, setPage] = useState(1);
  const judged = rows.flatMap((row, index): JudgedRow[] => {
    const judgement = judgements[index];
    return judgement ? [{ row, judgement, outcome: outcomes?.get(row.line) }] : [];
  });
  const visible = judged.filter(KINDS[kind].holds);
  const pages = Math.max(1, Math.ceil(visible.length / PAGE));
  const current = Math.min(page, pages);
  const kinds = Object.keys(KINDS).filter((each) => each !== 'refused' || outcomes) as Kind[];
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <NativeSelect
          size="xs"
          aria-label="Which rows"
          value={kind}
          onChange={(event) => {
            setKind(event.target.value as Kind);
            setPage(1);
          }}
          data={kinds.map((each) => ({ value: each, label: `${KINDS[each].label} (${judged.filter(KINDS[each].holds).length})` }))}
        />
        {pages > 1 && <Pagination size="sm" total={pages} value={current} onChange={setPage} getControlProps={controlNames} />}
      </Group>
      <Table.ScrollContainer minWidth={520} type="native" tabIndex={0}>
        <Table verticalSpacing={6} highlightOnHover>
          <Table.Caption>{countOf(visible.length, 'row')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {onChoose && <Table.Th w={70}>Submit</Table.Th>}
              <Table.Th w={60}>Row</Table.Th>
              <Table.Th>Request</Table.Th>
              <Table.Th>{outcomes ? 'Result' : 'Who has to agree'}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {visible.slice((current - 1) * PAGE, current * PAGE).map((each) => (
              <TableRow
                key={each.row.line}
                judged={each}
                isChosen={chosen.has(each.row.line)}
                isOver={!!outcomes}
                {...(onChoose && { onChoose })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

interface RowProps {
  readonly judged: JudgedRow;
  readonly isChosen: boolean;
  readonly isOver: boolean;
  readonly onChoose?: (line: number, isChosen: boolean) => void;
}

function TableRow({ judged: { row, judgement, outcome }, isChosen, isOver, onChoose }: RowProps) {
  return (
    <Table.Tr>
      {onChoose && (
        <Table.Td>
          <Checkbox
            aria-label={`Submit row ${row.line}`}
            disabled={isBarred(judgement)}
            checked={isChosen}
            onChange={(event) => onChoose(row.line, event.target.checked)}
          />
        </Table.Td>
      )}
      <Table.Td>{row.line}</Table.Td>
      <Table.Td>
        <RowWords judgement={judgement} />
      </Table.Td>
      <Table.Td>{isOver ? <Result outcome={outcome} isChosen={isChosen} /> : <Verdict judgement={judgement} />}</Table.Td>
    </Table.Tr>
  );
}

function controlNames(control: 'first' | 'previous' | 'last' | 'next') {
  return { 'aria-label': `${control} page` };
}

import { Button, Group, Paper, ScrollArea, Table, Text, Title } from '@mantine/core';
import { CatchBoundary } from '@tanstack/react-router';
import { BarChart3, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

export interface FigureColumn<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Words are at the left, figures at the right. */
  readonly words?: boolean;
}

interface Props<Row> {
  readonly title: string;
  readonly about?: ReactNode;
  readonly rows: readonly Row[];
  readonly columns: readonly FigureColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly legend?: ReactNode;
  /** Of its heading; 3 when not said. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A chart with its title, and the same figures as a table for whoever cannot or would rather not read charts. */
export function ChartPanel<Row>({ title, about, rows, columns, rowKey, legend, level = 3, children }: Props<Row>) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={titleId}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="xs">
        <div>
          <Title order={level} size="h5" id={titleId}>
            {title}
          </Title>
          {about !== undefined && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          leftSection={asTable ? <BarChart3 size={15} aria-hidden /> : <Table2 size={15} aria-hidden />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </Group>
      {asTable ? (
        <FigureTable title={title} rows={rows} columns={columns} rowKey={rowKey} />
      ) : (
        <CatchBoundary
          getResetKey={() => title}
          errorComponent={() => (
            <>
              <Text size="sm" mb="xs">
                The chart could not be loaded. Its figures:
              </Text>
              <FigureTable title={title} rows={rows} columns={columns} rowKey={rowKey} />
            </>
          )}
        >
          <figure aria-labelledby={titleId} style={{ margin: 0 }}>
            {legend}
            {children}
          </figure>
        </CatchBoundary>
      )}
    </Paper>
  );
}

function FigureTable<Row>({ title, rows, columns, rowKey }: Pick<Props<Row>, 'title' | 'rows' | 'columns' | 'rowKey'>) {
  return (
    <ScrollArea.Autosize mah={320} type="auto">
      <Table stickyHeader verticalSpacing={4} fz="sm">
        <Table.Caption>{title}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ label, words }) => (
              <Table.Th key={label} scope="col" ta={words ? 'left' : 'right'}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ label, cell, words }) => (
                <Table.Td key={label} ta={words ? 'left' : 'right'}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

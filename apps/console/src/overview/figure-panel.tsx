import { Paper, Table, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** Heads of the columns; all but the first hold figures. */
  readonly heads: readonly string[];
  /** Shown instead of the table where there is nothing to list. */
  readonly empty?: ReactNode;
  readonly children: ReactNode;
}

/** A small table of figures with its title. */
export function FigurePanel({ title, heads, empty, children }: Props) {
  const titleId = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={titleId}>
      <Title order={2} size="h5" id={titleId} mb="xs">
        {title}
      </Title>
      {empty ?? (
        <Table.ScrollContainer minWidth={300} type="native" tabIndex={0}>
          <Table fz="sm" verticalSpacing={6} aria-labelledby={titleId}>
            <Table.Thead>
              <Table.Tr>
                {heads.map((head, index) => (
                  <Table.Th key={head} scope="col" ta={index === 0 ? 'left' : 'right'}>
                    {head}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{children}</Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}

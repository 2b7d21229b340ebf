import { Table } from '@mantine/core';
import { useTypeTitle } from '../api/request-types';
import { ListLink } from '../display/list-link';
import { formatCount } from '../display/numbers';
import { FigurePanel } from './figure-panel';
import { listBehind, OUTCOMES, outcomesByType, type Overview } from './overview';

/** What was asked for of each type, and what became of it. */
export function TypesTable({ overview }: { readonly overview: Overview }) {
  const titleOf = useTypeTitle();
  return (
    <FigurePanel title="By type" heads={['Request type', 'Asked for', 'Approved', 'Rejected', 'Failed']}>
      {outcomesByType(overview).map((figures) => (
        <Table.Tr key={figures.type}>
          <Table.Th scope="row" fw={400}>
            {titleOf(figures.type)}
          </Table.Th>
          {OUTCOMES.map((outcome) => (
            <Table.Td key={outcome} ta="right">
              <ListLink
                search={listBehind(overview, { outcome, type: figures.type })}
                fz="sm"
                label={`${titleOf(figures.type)}, ${outcome}: ${figures[outcome]}`}
              >
                {formatCount(figures[outcome])}
              </ListLink>
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </FigurePanel>
  );
}

import { Table, Text } from '@mantine/core';
import { useTypeTitle } from '../api/request-types';
import { ListLink } from '../display/list-link';
import { formatCount } from '../display/numbers';
import { FigurePanel } from './figure-panel';
import { listBehind, type Overview } from './overview';
import { OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';

/** Why requests failed, the most frequent reason first. */
export function FailuresTable({ overview, type: wanted }: { readonly overview: Overview; readonly type: string | undefined }) {
  const titleOf = useTypeTitle();
  const failures = overview.failures.filter(({ type }) => wanted === undefined || type === wanted);
  return (
    <FigurePanel
      title="Failures by reason"
      heads={['Reason', 'Requests']}
      {...(failures.length === 0 && { empty: <Text size="sm">Nothing has failed.</Text> })}
    >
      {failures.map(({ code, type, message, count }) => (
        <Table.Tr key={`${type} ${code}`}>
          <Table.Td>
            <OutsideText>{message}</OutsideText>
            <Text size="xs" c="dimmed">
              <OutsideText>{code}</OutsideText>, {titleOf(type)}
            </Text>
          </Table.Td>
          <Table.Td ta="right">
            <ListLink
              search={listBehind(overview, { outcome: 'failed', type })}
              fz="sm"
              label={`Failed ${titleOf(type)}, ${count} of them for ${isolated(code)}`}
            >
              {formatCount(count)}
            </ListLink>
          </Table.Td>
        </Table.Tr>
      ))}
    </FigurePanel>
  );
}

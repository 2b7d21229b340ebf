import { Table, Text } from '@mantine/core';
import { ListLink } from '../display/list-link';
import { formatCount, formatPoints } from '../display/numbers';
import { FigurePanel } from './figure-panel';
import { listBehind, type Outcome, type Overview } from './overview';
import { OutsideText } from '../display/outside-text';
import { isolated } from '../display/visible-text';

const COUNTED = ['submitted', 'approved', 'rejected'] as const satisfies readonly Outcome[];

/** Who asked for most. */
export function MakersTable({ overview }: { readonly overview: Overview }) {
  return (
    <FigurePanel
      title="Top makers"
      heads={['Maker', 'Asked for', 'Approved', 'Rejected', 'Points granted', 'Points redeemed']}
      {...(overview.topMakers.length === 0 && { empty: <Text size="sm">Nobody asked for anything.</Text> })}
    >
      {overview.topMakers.map(({ user, granted, redeemed, ...counts }) => (
        <Table.Tr key={user.id}>
          <Table.Th scope="row" fw={400}>
            <OutsideText>{user.name}</OutsideText>
          </Table.Th>
          {COUNTED.map((outcome) => (
            <Table.Td key={outcome} ta="right">
              <ListLink
                search={listBehind(overview, { outcome, userId: user.id })}
                fz="sm"
                label={`${isolated(user.name)}, ${outcome}: ${counts[outcome]}`}
              >
                {formatCount(counts[outcome])}
              </ListLink>
            </Table.Td>
          ))}
          <Table.Td ta="right">{formatPoints(granted)}</Table.Td>
          <Table.Td ta="right">{formatPoints(redeemed)}</Table.Td>
        </Table.Tr>
      ))}
    </FigurePanel>
  );
}

import { Table, Text } from '@mantine/core';
import type { PolicyChange } from './policy-diff';

/** What a policy changes, setting by setting, before and after. */
export function PolicyChanges({ changes, caption }: { readonly changes: readonly PolicyChange[]; readonly caption: string }) {
  if (changes.length === 0) return <Text size="sm">It says the same as the active policy.</Text>;
  return (
    <Table.ScrollContainer minWidth={420} type="native" tabIndex={0}>
      <Table fz="sm" verticalSpacing={6} captionSide="top">
        <Table.Caption ta="left" mt={0}>
          {caption}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Setting</Table.Th>
            <Table.Th scope="col">Now</Table.Th>
            <Table.Th scope="col">Then</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ setting, label, before, after }) => (
            <Table.Tr key={setting}>
              <Table.Th scope="row" fw={550} style={{ verticalAlign: 'top' }}>
                {label}
              </Table.Th>
              <Table.Td valign="top">
                <Lines lines={before} others={after} as="del" />
              </Table.Td>
              <Table.Td valign="top">
                <Lines lines={after} others={before} as="ins" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface LinesProps {
  readonly lines: readonly string[];
  /** The other side: lines that both have are not marked. */
  readonly others: readonly string[];
  readonly as: 'ins' | 'del';
}

function Lines({ lines, others, as }: LinesProps) {
  return lines.map((line) => (
    <div key={line}>
      {others.includes(line) ? (
        <Text span size="sm" c="dimmed">
          {line}
        </Text>
      ) : (
        <Text component={as} size="sm" td={as === 'del' ? 'line-through' : 'none'} fw={as === 'ins' ? 550 : 400}>
          {line}
        </Text>
      )}
    </div>
  ));
}

import { Kbd, Table, Text } from '@mantine/core';
import { Dialog } from '../display/dialog';
import { KEYS } from './keys';

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys of the inbox" onClose={onClose}>
      <Table>
        <Table.Tbody>
          {KEYS.map(({ keys, does }) => (
            <Table.Tr key={keys}>
              <Table.Th w={90} scope="row">
                <Kbd>{keys}</Kbd>
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="sm">
        In a dialog, Ctrl+Enter submits and Escape leaves; what you have typed is kept.
      </Text>
    </Dialog>
  );
}

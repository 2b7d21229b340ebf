import { Button, Collapse, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { Download } from 'lucide-react';
import { useId, useState } from 'react';
import { type Column, headerText } from './columns';
import { csvText } from './csv-file';
import { download } from './download';

interface Props {
  readonly typeName: string;
  readonly columns: readonly Column[];
}

/** What a file of this type has to look like, and a file to begin with. */
export function ColumnGuide({ typeName, columns }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`${id}title`}>
      <Stack gap="sm">
        <Title order={2} size="h5" id={`${id}title`}>
          One request a row
        </Title>
        <Text size="sm">
          Begin with the template: its columns are those of this type, required ones marked with an asterisk. Columns that you do not need
          can be taken out. In a spreadsheet, format columns of long numbers as text first, so that no digits are lost.
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
            onClick={() => download(`${typeName}-template.csv`, csvText([columns.map(headerText)]))}
          >
            Download the template
          </Button>
          <Button variant="subtle" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Hide the columns' : `Show the ${columns.length} columns`}
          </Button>
        </Group>
        <Collapse expanded={isOpen} id={id} keepMounted={false}>
          <Table.ScrollContainer minWidth={480} type="native" tabIndex={0}>
            <Table aria-label="Columns" verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Column</Table.Th>
                  <Table.Th>What goes into it</Table.Th>
                  <Table.Th>For example</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {columns.map((column) => (
                  <Table.Tr key={column.path}>
                    <Table.Td>{headerText(column)}</Table.Td>
                    <Table.Td>{contentWords(column)}</Table.Td>
                    <Table.Td>{exampleOf(column)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Collapse>
      </Stack>
    </Paper>
  );
}

function contentWords({ field }: Column): string {
  const form = field.kind === 'lines' ? 'Several values with | between them.' : field.kind === 'json' ? 'JSON.' : '';
  const options = field.kind === 'choice' ? `One of ${field.options.map(({ label }) => label).join(', ')}.` : '';
  return [field.help, form, options].filter(Boolean).join(' ');
}

function exampleOf({ field }: Column): string {
  return 'placeholder' in field ? field.placeholder.replaceAll('\n', '|') : '';
}

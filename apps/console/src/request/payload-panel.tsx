import { Code, Group, ScrollArea, SegmentedControl, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { laidOut } from '../api/exact-text';
import type { RequestView } from '../api/request-view';
import { CopyButton } from '../display/copy-button';
import { Panel } from './panel';
import { fieldsOf } from './payload-fields';

const ENTITY_WORDS: Readonly<Record<string, string>> = { conceptId: 'Concept', zoneId: 'Zone', storeId: 'Store', tillId: 'Till' };

/** What was asked for: named values, or the very text that is stored and sent. */
export function PayloadPanel({ request, payloadText }: { readonly request: RequestView; readonly payloadText: string }) {
  const [look, setLook] = useState<'fields' | 'text'>('fields');
  const { 'IntouchAPITask-Payload': payload } = request.details;
  if (payload.erased)
    return (
      <Panel title="What was asked for">
        <Text size="sm">Personal data of this request was erased. Nothing can bring it back.</Text>
      </Panel>
    );
  return (
    <Panel title="What was asked for">
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          Calls <Code>{`${payload.method} ${payload.path}`}</Code> once it is approved
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="How to show it"
          value={look}
          onChange={(value) => setLook(value === 'text' ? 'text' : 'fields')}
          data={[
            { value: 'fields', label: 'Fields' },
            { value: 'text', label: 'Exact text' },
          ]}
        />
      </Group>
      {look === 'fields' ? <Fields request={request} /> : <ExactText text={payloadText} />}
    </Panel>
  );
}

function Fields({ request: { details } }: { readonly request: RequestView }) {
  const { summary, entityInfo, 'IntouchAPITask-Payload': payload } = details;
  const rows = [
    { label: 'Customer', path: 'customer', value: summary.customer },
    ...fieldsOf(payload).filter(({ value, label }) => !(label === 'Customer' && value === summary.customer)),
    ...Object.entries(entityInfo).map(([name, value]) => ({ label: ENTITY_WORDS[name] ?? name, path: `entityInfo.${name}`, value })),
  ];
  return (
    <Table verticalSpacing={5} layout="fixed">
      <Table.Caption p={0} m={0}>
        <VisuallyHidden>The values of the request</VisuallyHidden>
      </Table.Caption>
      <Table.Tbody>
        {rows.map(({ label, path, value }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row" w="36%" fw={500} c="dimmed" title={path}>
              {label}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ExactText({ text }: { readonly text: string }) {
  return (
    <>
      <ScrollArea.Autosize mah={420} tabIndex={0} type="auto">
        <Code block>{laidOut(text)}</Code>
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="xs">
        <CopyButton size="xs" value={text} label="Copy it as it is stored" />
      </Group>
    </>
  );
}

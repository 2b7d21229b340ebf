import { Code, Group, ScrollArea, SegmentedControl, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { requestTypesQuery } from '../api/request-types';
import type { RequestView } from '../api/request-view';
import { CopyButton } from '../display/copy-button';
import { ExactText } from '../display/exact-text';
import { Identifier, OutsideText } from '../display/outside-text';
import { visibleText } from '../display/visible-text';
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
      {look === 'fields' ? <Fields request={request} payloadText={payloadText} /> : <StoredText text={payloadText} />}
    </Panel>
  );
}

function Fields({ request: { requestType, details }, payloadText }: { readonly request: RequestView; readonly payloadText: string }) {
  const { summary, entityInfo } = details;
  const types = useQuery(requestTypesQuery);
  if (types.isPending) return <Skeleton height={180} role="status" aria-label="Loading" />;
  const schema = types.data?.find(({ name }) => name === requestType)?.payloadSchema;
  const rows = [
    { label: 'Customer', path: 'customer', value: summary.customer, isIdentifier: true },
    ...fieldsOf(payloadText, schema).filter(({ value, label }) => !(label === 'Customer' && value === summary.customer)),
    ...Object.entries(entityInfo).map(([name, value]) => ({ label: ENTITY_WORDS[name] ?? name, path: `entityInfo.${name}`, value })),
  ].map((row) => ({ isIdentifier: !/[\s\p{L}]/u.test(row.value), ...row }));
  return (
    <Table verticalSpacing={5} layout="fixed">
      <Table.Caption p={0} m={0}>
        <VisuallyHidden>The values of the request</VisuallyHidden>
      </Table.Caption>
      <Table.Tbody>
        {rows.map(({ label, path, value, isIdentifier }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row" w="36%" fw={500} c="dimmed" title={visibleText(path)}>
              <OutsideText>{label}</OutsideText>
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {isIdentifier ? <Identifier>{value}</Identifier> : <OutsideText>{value}</OutsideText>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function StoredText({ text }: { readonly text: string }) {
  return (
    <>
      <ScrollArea.Autosize mah={420} tabIndex={0} type="auto">
        <ExactText json={text} />
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="xs">
        <CopyButton size="xs" value={text} label="Copy it as it is stored" />
      </Group>
    </>
  );
}

import { Group, Paper, ScrollArea, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { StateBadge } from '../display/state-badge';
import { Age, exactTime } from '../display/times';
import type { ReviewedRequest } from './operation-views';
import { ExactText } from '../display/exact-text';
import { Identifier, RequestLine } from '../display/outside-text';
import { isolated } from '../display/visible-text';

/** What was asked, by whom, who approved it, and since when it is on hold. */
export function ReviewFacts({
  reviewed: { request, heldSince },
  payloadText,
  typeTitle,
}: {
  readonly reviewed: ReviewedRequest;
  readonly payloadText: string;
  readonly typeTitle: string;
}) {
  const { summary, decisions, outcome, 'IntouchAPITask-Payload': payload } = request.details;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Type', typeTitle],
    ['Customer', <Identifier key="customer">{summary.customer}</Identifier>],
    ...(summary.reference === undefined ? [] : [['Reference', <Identifier key="reference">{summary.reference}</Identifier>] as const]),
    ['Asked for by', `${isolated(request.userName)}, ${exactTime(request.startTime)}`],
    ...decisions.map(
      ({ checkerName, decision, comment, decidedAt }) =>
        [
          decision === 'approved' ? 'Approved by' : 'Decided by',
          `${isolated(checkerName)}, ${exactTime(decidedAt)}${comment === '' ? '' : `: “${isolated(comment)}”`}`,
        ] as const,
    ),
    ...(request.details.autoApproved ? [['Approved by', 'the policy, without a checker'] as const] : []),
    ...(heldSince === undefined ? [] : [['On hold', <Age key="held" at={heldSince} size="sm" />] as const]),
    ...(outcome
      ? [
          [
            heldSince === undefined ? 'Outcome' : 'Why',
            outcome.code === undefined ? isolated(outcome.message) : `${isolated(outcome.message)} (${isolated(outcome.code)})`,
          ] as const,
        ]
      : []),
  ];
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="asked">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4" id="asked">
            <RequestLine summary={summary} isFull />
          </Title>
          <StateBadge state={request.state} inDoubt={heldSince !== undefined} />
        </Group>
        <Table aria-label="What is known" withRowBorders={false} verticalSpacing={2} horizontalSpacing={0} fz="sm">
          <Table.Tbody>
            {facts.map(([label, value], index) => (
              <Table.Tr key={`${label}${index}`}>
                <Table.Th scope="row" fw={400} c="dimmed" w={130}>
                  {label}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Sent payload={payload} payloadText={payloadText} />
      </Stack>
    </Paper>
  );
}

interface SentProps {
  readonly payload: ReviewedRequest['request']['details']['IntouchAPITask-Payload'];
  readonly payloadText: string;
}

function Sent({ payload: { erased }, payloadText }: SentProps) {
  if (erased) return <Text size="sm">What was to be sent was erased.</Text>;
  return (
    <details>
      <summary>
        <Text span size="sm">
          What is sent to the loyalty API
        </Text>
      </summary>
      <ScrollArea.Autosize mah={320} mt={6}>
        <ExactText json={payloadText} />
      </ScrollArea.Autosize>
    </details>
  );
}

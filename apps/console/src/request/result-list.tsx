import { Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';
import type { Verdict } from '../api/request-view';
import { formatCount } from '../display/numbers';
import type { Told } from './decision-results';
import { VERDICTS } from './verdict-words';
import { RequestLine } from '../display/outside-text';

/** What worked and what did not, and why: the latter first. */
export function ResultList({
  told,
  verdict,
  onClose,
}: {
  readonly told: readonly Told[];
  readonly verdict: Verdict;
  readonly onClose: () => void;
}) {
  const worked = told.filter((one) => one.worked).length;
  const refused = told.length - worked;
  const ordered = [...told].sort((one, other) => Number(one.worked) - Number(other.worked));
  return (
    <Stack gap="sm">
      <Text role="status" fw={600}>
        {formatCount(worked)} {VERDICTS[verdict].done}
        {refused > 0 && `, ${formatCount(refused)} not`}.
      </Text>
      <ScrollArea.Autosize mah={380} tabIndex={0}>
        <Table verticalSpacing={6} captionSide="top">
          <Table.Caption style={{ textAlign: 'start', marginTop: 0 }}>How each decision went</Table.Caption>
          <Table.Tbody>
            {ordered.map((one) => (
              <ResultRow key={one.request.requestId} told={one} onClose={onClose} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Back to the list
        </Button>
      </Group>
    </Stack>
  );
}

function ResultRow({ told: { request, worked, words }, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const { summary } = request.details;
  return (
    <Table.Tr>
      <Table.Td w={28} valign="top">
        {worked ? (
          <CircleCheck size={17} color="var(--mantine-color-green-text)" aria-label="Worked" role="img" />
        ) : (
          <CircleX size={17} color="var(--mantine-color-red-text)" aria-label="Did not work" role="img" />
        )}
      </Table.Td>
      <Table.Td>
        <Link to="/requests/$requestId" params={{ requestId: request.requestId }} onClick={onClose} className="quiet-link">
          <RequestLine summary={summary} />
        </Link>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

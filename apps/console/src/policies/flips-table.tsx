import { Button, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatPoints } from '../display/numbers';
import { RequestLink } from '../display/request-link';
import { exactTime } from '../display/times';
import { type Flip, type Simulation, verdictWords } from './simulation';

const AT_FIRST = 10;

/** The requests that the draft judges otherwise, the newest first. */
export function FlipsTable({
  simulation: { flips, flipped },
  hasAmount,
}: {
  readonly simulation: Simulation;
  readonly hasAmount: boolean;
}) {
  const [showsAll, setShowsAll] = useState(false);
  if (flipped === 0) return <Text size="sm">The draft judges every one of them as it was judged.</Text>;
  const shown = showsAll ? flips : flips.slice(0, AT_FIRST);
  return (
    <section aria-labelledby="flips">
      <Title order={3} size="h5" id="flips" mb={4}>
        Judged otherwise
      </Title>
      <Table.ScrollContainer minWidth={460} type="native" tabIndex={0}>
        <Table fz="sm" verticalSpacing={5}>
          <Table.Caption>
            {flipped > shown.length
              ? `The newest ${formatCount(shown.length)} of ${formatCount(flipped)}`
              : 'All that the draft judges otherwise'}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Asked for</Table.Th>
              {hasAmount && (
                <Table.Th scope="col" ta="right">
                  Points
                </Table.Th>
              )}
              <Table.Th scope="col">It was</Table.Th>
              <Table.Th scope="col">With the draft</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((flip, index) => (
              <Table.Tr key={flip.requestId ?? flip.refusalId ?? `${flip.at} ${index}`}>
                <Table.Td>
                  <WhenAskedFor flip={flip} />
                </Table.Td>
                {hasAmount && <Table.Td ta="right">{flip.amount === undefined ? '–' : formatPoints(flip.amount)}</Table.Td>}
                <Table.Td>{verdictWords(flip.from)}</Table.Td>
                <Table.Td fw={550}>{verdictWords(flip.to)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!showsAll && flips.length > AT_FIRST && (
        <Button size="compact-sm" variant="subtle" onClick={() => setShowsAll(true)}>
          Show {formatCount(flips.length)}
        </Button>
      )}
    </section>
  );
}

/** What was refused has no page: there is no request. Who may not read all of them is told of none. */
function WhenAskedFor({ flip: { requestId, refusalId, at } }: { readonly flip: Flip }) {
  if (requestId === undefined)
    return (
      <Text span size="sm">
        {refusalId === undefined ? exactTime(at) : `${exactTime(at)} (refused, no request)`}
      </Text>
    );
  return <RequestLink requestId={requestId}>{exactTime(at)}</RequestLink>;
}

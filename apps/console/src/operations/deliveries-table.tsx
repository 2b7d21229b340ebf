import '../display/narrow-table.css';
import { Badge, Checkbox, Paper, Table, Text } from '@mantine/core';
import { countOf } from '../display/numbers';
import { RequestLink } from '../display/request-link';
import { Age, exactTime } from '../display/times';
import { canBeResent, DELIVERY_STATE_WORDS, requestIdOf, tryWords } from './delivery-words';
import type { Delivery } from './webhook-views';
import { OutsideText } from '../display/outside-text';

interface Props {
  readonly deliveries: readonly Delivery[];
  /** Ids of the selected ones. */
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** Deliveries with every try, the newest first. */
export function DeliveriesTable({ deliveries, selected, onSelect }: Props) {
  const eligible = deliveries.filter(canBeResent).map(({ deliveryId }) => deliveryId);
  const hasAll = eligible.length > 0 && eligible.every((id) => selected.has(id));
  const toggle = (id: string, isWanted: boolean) => {
    const next = new Set(selected);
    if (isWanted) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={0} type="native" tabIndex={0}>
        <Table className="narrow-table" fz="sm" verticalSpacing="xs" aria-labelledby="delivery-log">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" w={36}>
                <Checkbox
                  aria-label="Select all that are shown"
                  checked={hasAll}
                  indeterminate={!hasAll && selected.size > 0}
                  onChange={() => onSelect(new Set(hasAll ? [] : eligible))}
                />
              </Table.Th>
              <Table.Th scope="col">Event</Table.Th>
              <Table.Th scope="col">Webhook</Table.Th>
              <Table.Th scope="col">State</Table.Th>
              <Table.Th scope="col">Tries</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {deliveries.map((delivery) => (
              <Row
                key={delivery.deliveryId}
                delivery={delivery}
                isSelected={selected.has(delivery.deliveryId)}
                onToggle={(isWanted) => toggle(delivery.deliveryId, isWanted)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

interface RowProps {
  readonly delivery: Delivery;
  readonly isSelected: boolean;
  readonly onToggle: (isWanted: boolean) => void;
}

function Row({ delivery, isSelected, onToggle }: RowProps) {
  const requestId = requestIdOf(delivery);
  const happenedAt = new Date(delivery.eventIngestionTimestamp).toISOString();
  const { words, color } = DELIVERY_STATE_WORDS[delivery.state];
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={`Select event ${delivery.sequence} of request ${requestId}`}
          checked={isSelected}
          disabled={!canBeResent(delivery)}
          onChange={({ currentTarget }) => onToggle(currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <span>
          <RequestLink requestId={requestId}>…{requestId.slice(-8)}</RequestLink>, event {delivery.sequence}
        </span>
        <Text size="xs" c="dimmed">
          <Age at={happenedAt} size="xs" />
        </Text>
      </Table.Td>
      <Table.Td data-label="Webhook">
        <OutsideText>{delivery.webHookName}</OutsideText>
      </Table.Td>
      <Table.Td data-label="State">
        <Badge variant="light" color={color} radius="sm" tt="none">
          {words}
        </Badge>
        {delivery.dueAt !== null && (
          <Text size="xs" c="dimmed">
            next try <Age at={new Date(delivery.dueAt).toISOString()} size="xs" />
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Tries">
        <Tries delivery={delivery} />
      </Table.Td>
    </Table.Tr>
  );
}

function Tries({ delivery: { attempts } }: { readonly delivery: Delivery }) {
  const last = attempts.at(-1);
  if (!last) return <span>Not tried yet</span>;
  return (
    <details>
      <summary>
        {countOf(attempts.length, 'try', 'tries')}; the receiver {tryWords(last)}
      </summary>
      <ol style={{ margin: '4px 0 0', paddingInlineStart: '1.25rem' }}>
        {attempts.map((attempt, index) => (
          <li key={`${attempt.at}${index}`}>
            <Text span size="xs">
              {exactTime(new Date(attempt.at).toISOString())}: {tryWords(attempt)}, {Math.round(attempt.time_taken)} ms
            </Text>
          </li>
        ))}
      </ol>
    </details>
  );
}

import { Checkbox, Skeleton, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { RequestView, Verdict } from '../api/request-view';
import type { Selection } from '../request/selection';
import { type Person, standingOf } from '../request/standing';
import type { Order } from './filters';
import { RequestRow } from './request-row';

interface Props {
  readonly requests: readonly RequestView[];
  readonly person: Person;
  readonly selection: Selection;
  readonly beingSent: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onSelect: (request: RequestView) => void;
  readonly onSelectAll: (requests: readonly RequestView[]) => void;
  readonly onCurrent: (requestId: string) => void;
  readonly onDecide: (verdict: Verdict, request: RequestView) => void;
}

/** The list on one page. At the width of a phone it has two columns, and what the others say stands below. */
export function RequestTable(props: Props) {
  const { requests, person, selection, beingSent, changed, current, order, onSelect, onCurrent, onDecide } = props;
  return (
    <Table className="inbox-table" verticalSpacing={7} horizontalSpacing="xs">
      <Table.Caption p={0} m={0}>
        <VisuallyHidden>Requests, {order === 'oldest' ? 'oldest first' : 'newest first'}</VisuallyHidden>
      </Table.Caption>
      <Heads {...props} />
      <Table.Tbody>
        {requests.map((request) => (
          <RequestRow
            key={request.requestId}
            request={request}
            person={person}
            isCurrent={request.requestId === current}
            isSelected={selection.has(request.requestId)}
            isBeingSent={beingSent.has(request.requestId)}
            hasChanged={changed.has(request.requestId)}
            onSelect={onSelect}
            onCurrent={onCurrent}
            onDecide={onDecide}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Heads({ requests, person, selection, order, onOrder, onSelectAll }: Props) {
  const decidable = requests.filter((request) => standingOf(request, person).verdicts.length > 0);
  const marked = decidable.filter(({ requestId }) => selection.has(requestId)).length;
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th w={38}>
          <Checkbox
            size="xs"
            aria-label="Mark all on this page that you can decide on"
            checked={decidable.length > 0 && marked === decidable.length}
            indeterminate={marked > 0 && marked < decidable.length}
            {...(decidable.length === 0 && { 'aria-disabled': true, className: 'cannot' })}
            onChange={() => onSelectAll(decidable)}
          />
        </Table.Th>
        <Table.Th>Request</Table.Th>
        <Table.Th w={110} visibleFrom="xl">
          Customer
        </Table.Th>
        <Table.Th ta="right" className="points-column">
          Points
        </Table.Th>
        <Table.Th w={112} visibleFrom="sm">
          Maker
        </Table.Th>
        <AgeHeader order={order} onOrder={onOrder} />
        <Table.Th w={176} visibleFrom="md">
          How it stands
        </Table.Th>
        <Table.Th w={84} visibleFrom="md">
          <VisuallyHidden>Decide</VisuallyHidden>
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function AgeHeader({ order, onOrder }: Pick<Props, 'order' | 'onOrder'>) {
  const isOldest = order === 'oldest';
  const isByAge = isOldest || order === 'newest';
  const Arrow = isOldest ? ArrowUp : ArrowDown;
  return (
    <Table.Th w={136} visibleFrom="sm" {...(isByAge && { 'aria-sort': isOldest ? 'ascending' : 'descending' })}>
      <UnstyledButton
        fz="inherit"
        fw="inherit"
        c="inherit"
        onClick={() => onOrder(isOldest ? 'newest' : 'oldest')}
        title="Turn the order round"
      >
        Asked for {isByAge && <Arrow size={13} aria-hidden style={{ verticalAlign: '-2px' }} />}
      </UnstyledButton>
    </Table.Th>
  );
}

export function TableSkeleton() {
  return (
    <div role="status" aria-label="The requests are being read" className="inbox-box">
      {Array.from({ length: 8 }, (_, at) => (
        <Skeleton key={at} height={34} m="xs" radius="sm" w="auto" />
      ))}
    </div>
  );
}

import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { requestTypesQuery } from '../api/request-types';
import type { RequestPage } from '../api/request-view';
import { titleOfType } from '../api/type-name';
import { countOf, formatCount } from '../display/numbers';
import { Age } from '../display/times';
import { type Filters, narrowings } from './filters';
import { countsOf } from './inbox-queries';

const COUNTED_UP_TO = 10_000;

interface Props {
  readonly orgId: number;
  readonly filters: Filters;
  /** The list that is shown; undefined until it is there. */
  readonly page: RequestPage | undefined;
  readonly onType: (type: string) => void;
  readonly onOldest: () => void;
}

/** The list by type. Every number is one of the list that is shown: no type gets one where only what waits is counted. */
export function TypeChips({ filters, ...props }: Props) {
  const isAllThatWaits = filters.states.length === 1 && filters.states[0] === 'AdminTask' && narrowings(filters) === 0;
  return isAllThatWaits ? <Waiting type={filters.type} {...props} /> : <OtherList type={filters.type} {...props} />;
}

type ChipsProps = Omit<Props, 'filters'> & { readonly type: string };

/** How much waits of each type, and since when; each number leads to its list. */
function Waiting({ orgId, type, onType, onOldest }: ChipsProps) {
  const { data } = useQuery(countsOf(orgId));
  const pending = data?.pending ?? [];
  const total = pending.reduce((sum, { count }) => sum + count, 0);
  const oldestAt = pending.map((one) => one.oldestAt).sort()[0];
  const isListed = type === '' || pending.some((one) => one.type === type);
  return (
    <Group gap={6} mb="xs" role="group" aria-label="Waiting for a checker, by type">
      <Chip label="All types" count={data && counted(total)} isOn={type === ''} onClick={() => onType('')} />
      {pending.map((one) => (
        <Chip
          key={one.type}
          label={titleOfType(one.type)}
          count={counted(one.count)}
          isOn={type === one.type}
          onClick={() => onType(one.type)}
        />
      ))}
      {!isListed && <Chip label={titleOfType(type)} count={data && '0'} isOn onClick={() => onType('')} />}
      {oldestAt !== undefined && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onOldest}>
          Oldest:&nbsp;
          <Age at={oldestAt} size="xs" />
        </Button>
      )}
      {data && data.needsReview > 0 && (
        <Anchor size="xs" c="orange" renderRoot={(props) => <Link to="/operations" {...props} />}>
          {countOf(data.needsReview, 'request')} held for an operator
        </Anchor>
      )}
    </Group>
  );
}

/** Every type to choose from; only the list that is shown is counted. */
function OtherList({ type, page, onType }: ChipsProps) {
  const { data: types = [] } = useQuery(requestTypesQuery);
  const all = [{ type: '', title: 'All types' }, ...types];
  const { totalElements, totalIsLowerBound } = page?.pagination ?? {};
  const count = totalElements === undefined ? undefined : `${formatCount(totalElements)}${totalIsLowerBound ? '+' : ''}`;
  return (
    <Group gap={6} mb="xs" role="group" aria-label="This list, by type">
      {all.map((one) => (
        <Chip
          key={one.type}
          label={one.title}
          count={one.type === type ? count : undefined}
          isOn={one.type === type}
          onClick={() => onType(one.type)}
        />
      ))}
    </Group>
  );
}

interface ChipProps {
  readonly label: string;
  readonly count: string | undefined;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function Chip({ label, count, isOn, onClick }: ChipProps) {
  return (
    <Button size="compact-sm" radius="xl" fw={500} variant={isOn ? 'filled' : 'default'} aria-pressed={isOn} onClick={onClick}>
      {label}
      {count !== undefined && (
        <Text span size="xs" ml={6} fw={650} inherit={false}>
          {count}
        </Text>
      )}
    </Button>
  );
}

function counted(count: number): string {
  return count > COUNTED_UP_TO ? `${formatCount(COUNTED_UP_TO)}+` : formatCount(count);
}

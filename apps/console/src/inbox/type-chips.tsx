import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countOf, formatCount } from '../display/numbers';
import { titleOfType } from '../display/request-type';
import { Age } from '../display/times';
import { countsOf } from './inbox-queries';

const COUNTED_UP_TO = 10_000;

interface Props {
  readonly orgId: number;
  readonly type: string;
  readonly onType: (type: string) => void;
  readonly onOldest: () => void;
}

/** How much waits of each type, and since when; each number leads to its list. */
export function TypeChips({ orgId, type, onType, onOldest }: Props) {
  const { data } = useQuery(countsOf(orgId));
  const pending = data?.pending ?? [];
  const total = pending.reduce((sum, { count }) => sum + count, 0);
  const oldestAt = pending.map((one) => one.oldestAt).sort()[0];
  const isListed = type === '' || pending.some((one) => one.type === type);
  return (
    <Group gap={6} mb="xs" role="group" aria-label="Waiting for a checker, by type">
      <Chip label="All types" count={data && total} isOn={type === ''} onClick={() => onType('')} />
      {pending.map((one) => (
        <Chip key={one.type} label={titleOfType(one.type)} count={one.count} isOn={type === one.type} onClick={() => onType(one.type)} />
      ))}
      {!isListed && <Chip label={titleOfType(type)} count={data && 0} isOn onClick={() => onType('')} />}
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

interface ChipProps {
  readonly label: string;
  readonly count: number | undefined;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function Chip({ label, count, isOn, onClick }: ChipProps) {
  return (
    <Button size="compact-sm" radius="xl" fw={500} variant={isOn ? 'filled' : 'default'} aria-pressed={isOn} onClick={onClick}>
      {label}
      {count !== undefined && (
        <Text span size="xs" ml={6} fw={650} inherit={false}>
          {count > COUNTED_UP_TO ? `${formatCount(COUNTED_UP_TO)}+` : formatCount(count)}
        </Text>
      )}
    </Button>
  );
}

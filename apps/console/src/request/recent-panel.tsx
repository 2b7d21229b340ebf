import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import { StateBadge } from '../display/state-badge';
import { Age } from '../display/times';
import { Panel } from './panel';
import { recentQuery } from './request-queries';
import { RequestLine } from '../display/outside-text';

interface Props {
  readonly title: string;
  readonly by: Parameters<typeof recentQuery>[0];
  readonly butNot: string;
}

const SHOWN = 5;

/** What else was asked for lately, by the same maker or for the same customer. */
export function RecentPanel({ title, by, butNot }: Props) {
  const { data, isPending, error, refetch } = useQuery(recentQuery(by));
  const others = data?.filter(({ requestId }) => requestId !== butNot).slice(0, SHOWN) ?? [];
  return (
    <Panel title={title}>
      {isPending && <Skeleton height={60} />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && others.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing else was asked for.
        </Text>
      )}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {others.map((request) => (
          <RecentOne key={request.requestId} request={request} />
        ))}
      </Stack>
    </Panel>
  );
}

function RecentOne({ request: { requestId, state, startTime, details } }: { readonly request: RequestView }) {
  return (
    <li>
      <Link to="/requests/$requestId" params={{ requestId }} className="quiet-link">
        <Text span size="sm" fw="inherit">
          <RequestLine summary={details.summary} />
        </Text>
      </Link>
      <Group gap={6}>
        <StateBadge
          state={state}
          inDoubt={details.executionState === 'in-doubt' || details.executionState === 'needs-review'}
          isSentBack={details.outcome?.kind === 'sent-back'}
        />
        <Age at={startTime} size="xs" c="dimmed" />
      </Group>
    </li>
  );
}

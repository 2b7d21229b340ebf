import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTypeTitle } from '../api/request-types';
import { ListLink } from '../display/list-link';
import { formatCount, formatPoints } from '../display/numbers';
import { RequestLink } from '../display/request-link';
import { Age } from '../display/times';
import { listBehind, type Outcome, OUTCOMES, outcomesByDay, outcomesOf, type Overview } from './overview';

const LABELS: Readonly<Record<Outcome, string>> = {
  submitted: 'Asked for',
  approved: 'Approved and done',
  rejected: 'Rejected',
  failed: 'Failed',
};

/** The figures one looks for first. */
export function KeyFigures({ overview, type }: { readonly overview: Overview; readonly type: string | undefined }) {
  const sums = outcomesOf(outcomesByDay(overview, type));
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" m={0}>
      {OUTCOMES.map((outcome) => (
        <Figure key={outcome} label={LABELS[outcome]}>
          <ListLink
            search={listBehind(overview, { outcome, type })}
            fw={650}
            fz="xl"
            label={`${LABELS[outcome]}: ${sums[outcome]}, show them`}
          >
            {formatCount(sums[outcome])}
          </ListLink>
        </Figure>
      ))}
      <Pending overview={overview} />
      <Points overview={overview} />
    </SimpleGrid>
  );
}

function Pending({ overview: { pending } }: { readonly overview: Overview }) {
  const titleOf = useTypeTitle();
  return (
    <Figure label="Wait for a checker now">
      <ListLink search={{ states: 'AdminTask' }} fw={650} fz="xl" label={`${pending.count} wait for a checker, show them`}>
        {formatCount(pending.count)}
      </ListLink>
      {pending.oldest && (
        <Text size="xs" c="dimmed">
          oldest: <RequestLink requestId={pending.oldest.requestId}>{titleOf(pending.oldest.type)}</RequestLink>{' '}
          <Age at={pending.oldest.createdAt} size="xs" />
        </Text>
      )}
    </Figure>
  );
}

/** No list holds them alone: requests of several types move points, and one to the other side. */
function Points({ overview }: { readonly overview: Overview }) {
  const { granted, redeemed } = overview.points;
  return (
    <Figure label="Points moved">
      <Text size="sm">
        <b>{formatPoints(granted)}</b> granted
      </Text>
      <Text size="sm">
        <b>{formatPoints(redeemed)}</b> redeemed
      </Text>
    </Figure>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd style={{ margin: 0 }}>{children}</dd>
    </Paper>
  );
}

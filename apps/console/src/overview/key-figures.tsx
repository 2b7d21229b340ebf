import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTypeTitle } from '../api/request-types';
import { formatCount, formatPoints } from '../display/numbers';
import { RequestLink } from '../display/request-link';
import { Age, spanOf } from '../display/times';
import { ListLink } from './list-link';
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

function Points({ overview: { points, timeToDecision } }: { readonly overview: Overview }) {
  return (
    <Figure label="Points granted / redeemed">
      <Text fw={650} size="lg">
        {formatPoints(points.granted)} / {formatPoints(points.redeemed)}
      </Text>
      {timeToDecision.p50Seconds !== undefined && (
        <Text size="xs" c="dimmed">
          half are decided within {spanOf(timeToDecision.p50Seconds)}
        </Text>
      )}
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

import { Alert, Group, Loader, Paper, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import { Failure } from '../display/failure';
import { countOf } from '../display/numbers';
import { FlipsTable } from './flips-table';
import { HeadlineFigures } from './headline-figures';
import type { PolicySettings } from './policy';
import { isBusy, simulationQuery } from './policy-queries';
import type { Simulation } from './simulation';
import { SimulationChart } from './simulation-chart';

const RANGES = [
  { value: '7', label: '7 days' },
  { value: '31', label: '31 days' },
  { value: '92', label: '92 days' },
];

interface Props {
  readonly type: RequestTypeDescription;
  /** Undefined while the draft has problems. */
  readonly settings: PolicySettings | undefined;
  /** Whether the draft has moved on since. */
  readonly isBehind: boolean;
  readonly hasProblems: boolean;
}

/** What the last days would have been under the draft. */
export function SimulationPanel({ type, settings, isBehind, hasProblems }: Props) {
  const [days, setDays] = useState('31');
  const simulation = useQuery(simulationQuery(type.name, settings, Number(days)));
  const isWorking = simulation.isFetching || isBehind;
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="simulation">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h5" id="simulation">
            What it would have been
          </Title>
          <SegmentedControl size="xs" aria-label="How far back" data={RANGES} value={days} onChange={setDays} />
        </Group>
        <Text size="sm" c="dimmed" role="status" mih={20}>
          {statusWords({ hasProblems, isWorking, busy: isBusy(simulation.failureReason), simulation: simulation.data })}{' '}
          {isWorking && !hasProblems && <Loader size={12} component="span" aria-hidden />}
        </Text>
        {hasProblems && <Text size="sm">Mend the marked fields of the draft to see it judged.</Text>}
        {simulation.isError && <Failure error={simulation.error} onRetry={() => void simulation.refetch()} />}
        {simulation.isPending && !hasProblems && <Skeleton height={280} />}
        {simulation.data && <Results type={type} simulation={simulation.data} />}
      </Stack>
    </Paper>
  );
}

function Results({ type, simulation }: { readonly type: RequestTypeDescription; readonly simulation: Simulation }) {
  if (simulation.submissions === 0)
    return <Text size="sm">Nobody asked for anything of this type in these days, so there is nothing to judge. Try a longer time.</Text>;
  return (
    <Stack gap="md">
      {simulation.notReproduced.length > 0 && (
        <Alert color="red" title="Some recorded verdicts cannot be reached again">
          Of {countOf(simulation.notReproduced.length, 'request')} the own policy version gives another verdict than the one that is
          recorded. Tell whoever runs Countersign.
        </Alert>
      )}
      <HeadlineFigures simulation={simulation} hasAmount={type.hasAmount} />
      <SimulationChart simulation={simulation} />
      <FlipsTable simulation={simulation} hasAmount={type.hasAmount} />
    </Stack>
  );
}

interface Status {
  readonly hasProblems: boolean;
  readonly isWorking: boolean;
  readonly busy: boolean;
  readonly simulation: Simulation | undefined;
}

function statusWords({ hasProblems, isWorking, busy, simulation }: Status): string {
  if (hasProblems) return 'The draft is not complete.';
  if (isWorking) return busy ? 'Another simulation is under way; this one waits for its turn.' : 'Judging the past by the draft …';
  if (!simulation) return '';
  const judged = `${countOf(simulation.submissions, 'submission')} judged anew, ${countOf(simulation.flipped, 'of them is', 'of them are')} judged otherwise.`;
  return simulation.truncated ? `${judged} There were more: the oldest are left out.` : judged;
}

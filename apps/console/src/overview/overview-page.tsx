import { SegmentedControl, Select, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { call } from '../api/call';
import { useTypeTitle } from '../api/request-types';
import { firstDayOf, isoDay } from '../display/days';
import { Failure } from '../display/failure';
import { PageTitle } from '../display/page-title';
import { DecisionTimes } from './decision-times';
import { FailuresTable } from './failures-table';
import { KeyFigures } from './key-figures';
import { MakersTable } from './makers-table';
import { type Overview, outcomesByType } from './overview';
import { OutcomesChart } from './outcomes-chart';
import { PointsChart } from './points-chart';
import { TypesTable } from './types-table';

const RANGES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '92', label: '92 days' },
];
const USUAL = '30';

function overviewQuery(days: number) {
  const now = Date.now();
  const range = { from: firstDayOf(days, now), to: isoDay(now) };
  return queryOptions({
    queryKey: ['overview', range],
    queryFn: async ({ signal }) => (await call<{ readonly data: Overview }>('/v3/overview', { signal, query: range })).data,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** How requests went: over time, by type, by reason, by maker. Every figure leads to its list. */
export function OverviewPage() {
  const { days: asked, type } = useSearch({ from: '/signed-in/overview' });
  const days = RANGES.find(({ value }) => value === asked)?.value ?? USUAL;
  const overview = useQuery(overviewQuery(Number(days)));
  const navigate = useNavigate();
  const go = (search: { readonly days: string; readonly type?: string | undefined }) =>
    void navigate({
      to: '/overview',
      search: { days: search.days, ...(search.type !== undefined && { type: search.type }) },
      resetScroll: false,
    });
  return (
    <>
      <PageTitle
        title="Overview"
        about="Requests that were asked for in these days (UTC), as they stand now."
        actions={
          <>
            {overview.data && <TypeFilter overview={overview.data} type={type} onChoose={(chosen) => go({ days, type: chosen })} />}
            <SegmentedControl aria-label="How many days" data={RANGES} value={days} onChange={(value) => go({ days: value, type })} />
          </>
        }
      />
      {overview.isPending && <Skeleton height={480} />}
      {overview.isError && <Failure error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.data && <Figures overview={overview.data} type={type} />}
    </>
  );
}

interface FilterProps {
  readonly overview: Overview;
  readonly type: string | undefined;
  readonly onChoose: (type: string | undefined) => void;
}

function TypeFilter({ overview, type, onChoose }: FilterProps) {
  const titleOf = useTypeTitle();
  const known = new Set([...outcomesByType(overview).map((figures) => figures.type), ...(type === undefined ? [] : [type])]);
  return (
    <Select
      aria-label="Request type"
      placeholder="All types"
      clearable
      clearButtonProps={{ 'aria-label': 'All types' }}
      w={220}
      data={[...known].map((value) => ({ value, label: titleOf(value) }))}
      value={type ?? null}
      onChange={(value) => onChoose(value ?? undefined)}
    />
  );
}

function Figures({ overview, type }: { readonly overview: Overview; readonly type: string | undefined }) {
  if (overview.byDay.length === 0 && overview.pending.count === 0)
    return <Text>Nobody asked for anything in these days. Choose a longer time, or make the first request.</Text>;
  return (
    <Stack gap="md">
      <KeyFigures overview={overview} type={type} />
      <OutcomesChart overview={overview} type={type} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <DecisionTimes overview={overview} />
        <PointsChart overview={overview} />
      </SimpleGrid>
      <TypesTable overview={overview} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <FailuresTable overview={overview} type={type} />
        <MakersTable overview={overview} />
      </SimpleGrid>
    </Stack>
  );
}

import { useTypeTitle } from '../api/request-types';
import { ChartLegend } from '../display/chart-legend';
import { ChartPanel, type FigureColumn } from '../display/chart-panel';
import type { DaySeries } from '../display/day-charts';
import { dayLabel } from '../display/days';
import { DayBars } from '../display/lazy-charts';
import { ListLink } from '../display/list-link';
import { formatCount } from '../display/numbers';
import { palette } from '../display/palette';
import { listBehind, type OutcomeDay, outcomesByDay, type Outcome, type Overview } from './overview';

interface OutcomeSeries extends DaySeries {
  readonly name: Outcome;
}

const SERIES: readonly OutcomeSeries[] = [
  { name: 'submitted', label: 'Asked for', color: palette.sky, stackId: 'asked' },
  { name: 'approved', label: 'Approved and done', color: palette.green, stackId: 'ended' },
  { name: 'rejected', label: 'Rejected', color: palette.ochre, stackId: 'ended' },
  { name: 'failed', label: 'Failed', color: palette.vermilion, stackId: 'ended' },
];

/** What was asked for on each day, and what became of it. */
export function OutcomesChart({ overview, type }: { readonly overview: Overview; readonly type: string | undefined }) {
  const titleOf = useTypeTitle();
  const days = outcomesByDay(overview, type);
  const columns: readonly FigureColumn<OutcomeDay>[] = [
    { label: 'Day', cell: ({ day }) => dayLabel(day), words: true },
    ...SERIES.map(({ name, label }) => ({
      label,
      cell: (row: OutcomeDay) => (
        <ListLink
          search={listBehind({ from: row.day, to: row.day }, { outcome: name, type })}
          fz="sm"
          label={`${label} on ${dayLabel(row.day)}: ${row[name]}`}
        >
          {formatCount(row[name])}
        </ListLink>
      ),
    })),
  ];
  return (
    <ChartPanel
      level={2}
      title="Requests by day (UTC)"
      about={`${type === undefined ? 'All types' : titleOf(type)}, by the day on which they were asked for, as they stand now.`}
      rows={days}
      columns={columns}
      rowKey={({ day }) => day}
      legend={<ChartLegend entries={SERIES} />}
    >
      <DayBars days={days} series={SERIES} format={formatCount} />
    </ChartPanel>
  );
}

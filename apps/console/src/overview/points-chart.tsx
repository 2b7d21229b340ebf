import { ChartLegend } from '../display/chart-legend';
import { ChartPanel, type FigureColumn } from '../display/chart-panel';
import type { DaySeries } from '../display/day-charts';
import { dayLabel } from '../display/days';
import { DayBars } from '../display/lazy-charts';
import { ListLink } from '../display/list-link';
import { formatPoints } from '../display/numbers';
import { palette } from '../display/palette';
import { listBehind, type Overview, type PointsDay, pointsByDay } from './overview';

const SERIES: readonly DaySeries[] = [
  { name: 'granted', label: 'Granted', color: palette.green, stackId: 'granted' },
  { name: 'redeemed', label: 'Redeemed', color: palette.purple, stackId: 'redeemed' },
];

const COLUMNS: readonly FigureColumn<PointsDay>[] = [
  {
    label: 'Day',
    cell: ({ day }) => (
      <ListLink
        search={listBehind({ from: day, to: day }, { outcome: 'approved' })}
        fz="sm"
        label={`What was approved of ${dayLabel(day)}`}
      >
        {dayLabel(day)}
      </ListLink>
    ),
    words: true,
  },
  { label: 'Granted', cell: ({ granted }) => formatPoints(granted) },
  { label: 'Redeemed', cell: ({ redeemed }) => formatPoints(redeemed) },
];

/** The points that approved requests moved. */
export function PointsChart({ overview }: { readonly overview: Overview }) {
  const days = pointsByDay(overview);
  const { granted, redeemed } = overview.points;
  return (
    <ChartPanel
      level={2}
      title="Points granted and redeemed by day (UTC)"
      about={
        <>
          {formatPoints(granted)} granted, {formatPoints(redeemed)} redeemed, by{' '}
          <ListLink search={listBehind(overview, { outcome: 'approved' })} fz="sm" underline="always">
            approved requests
          </ListLink>
          .
        </>
      }
      rows={days}
      columns={COLUMNS}
      rowKey={({ day }) => day}
      legend={<ChartLegend entries={SERIES} />}
    >
      <DayBars days={days} series={SERIES} format={formatPoints} />
    </ChartPanel>
  );
}

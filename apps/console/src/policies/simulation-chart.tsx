import { ChartLegend } from '../display/chart-legend';
import { ChartPanel, type FigureColumn } from '../display/chart-panel';
import type { DaySeries } from '../display/day-charts';
import { dayLabel } from '../display/days';
import { DayBars } from '../display/lazy-charts';
import { formatCount } from '../display/numbers';
import { palette } from '../display/palette';
import { type ComparedDay, comparedDays, type Simulation } from './simulation';

const SERIES: readonly DaySeries[] = [
  { name: 'checkerWas', label: 'To checkers, was', color: palette.blue, stackId: 'was', faint: true },
  { name: 'autoWas', label: 'At once, was', color: palette.green, stackId: 'was', faint: true },
  { name: 'refusedWas', label: 'Refused, was', color: palette.vermilion, stackId: 'was', faint: true },
  { name: 'checkerDraft', label: 'To checkers, draft', color: palette.blue, stackId: 'draft' },
  { name: 'autoDraft', label: 'At once, draft', color: palette.green, stackId: 'draft' },
  { name: 'refusedDraft', label: 'Refused, draft', color: palette.vermilion, stackId: 'draft' },
];

const LEGEND = [
  { label: 'To checkers', color: palette.blue },
  { label: 'Approved at once', color: palette.green },
  { label: 'Refused', color: palette.vermilion },
  { label: 'pale: as it was', color: palette.blue, faint: true },
];

const COLUMNS: readonly FigureColumn<ComparedDay>[] = [
  { label: 'Day', cell: ({ day }) => dayLabel(day), words: true },
  ...SERIES.map(({ name, label }) => ({ label, cell: (row: ComparedDay) => formatCount(Number(row[name as keyof ComparedDay])) })),
];

/** Each day twice: as it was, pale, and as the draft would have had it. */
export function SimulationChart({ simulation }: { readonly simulation: Simulation }) {
  const days = comparedDays(simulation);
  return (
    <ChartPanel
      title="Requests by day (UTC)"
      about="Left and pale: as it was. Right: with the draft."
      rows={days}
      columns={COLUMNS}
      rowKey={({ day }) => day}
      legend={<ChartLegend entries={LEGEND} />}
    >
      <DayBars days={days} series={SERIES} format={formatCount} />
    </ChartPanel>
  );
}

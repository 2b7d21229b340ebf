import { Text } from '@mantine/core';
import { useTypeTitle } from '../api/request-types';
import { ChartLegend } from '../display/chart-legend';
import { ChartPanel, type FigureColumn } from '../display/chart-panel';
import type { DaySeries } from '../display/day-charts';
import { dayLabel } from '../display/days';
import { DayLines } from '../display/lazy-charts';
import { palette } from '../display/palette';
import { spanOf } from '../display/times';
import { type DecisionDay, decisionsByDay, inUnit, type Overview, unitOf } from './overview';

const SERIES: readonly DaySeries[] = [
  { name: 'p90', label: 'Nine of ten within', color: palette.vermilion },
  { name: 'p50', label: 'Half within', color: palette.blue },
];

const rounded = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const spanOrNone = (seconds: number | null | undefined): string => (seconds === null || seconds === undefined ? '–' : spanOf(seconds));

const COLUMNS: readonly FigureColumn<DecisionDay>[] = [
  { label: 'Day', cell: ({ day }) => dayLabel(day), words: true },
  { label: 'Half within', cell: ({ p50 }) => spanOrNone(p50) },
  { label: 'Nine of ten within', cell: ({ p90 }) => spanOrNone(p90) },
];

/** How long makers wait for the decision of a checker. */
export function DecisionTimes({ overview }: { readonly overview: Overview }) {
  const titleOf = useTypeTitle();
  const days = decisionsByDay(overview);
  const unit = unitOf(days);
  const { p50Seconds, p90Seconds, byType } = overview.timeToDecision;
  return (
    <ChartPanel
      level={2}
      title="Time to decision by day (UTC)"
      about={
        p50Seconds === undefined
          ? 'Nothing was decided by a checker in these days.'
          : `Half within ${spanOf(p50Seconds)}, nine of ten within ${spanOrNone(p90Seconds)}. What needs no checker does not count.`
      }
      rows={days}
      columns={COLUMNS}
      rowKey={({ day }) => day}
      legend={<ChartLegend entries={SERIES} />}
    >
      <DayLines days={inUnit(days, unit)} series={SERIES} format={(time) => `${rounded.format(time)} ${unit.label}`} />
      {byType.map(({ type, ...figures }) => (
        <Text key={type} size="xs" c="dimmed">
          {titleOf(type)}: half within {spanOrNone(figures.p50Seconds)}, nine of ten within {spanOrNone(figures.p90Seconds)}
        </Text>
      ))}
    </ChartPanel>
  );
}

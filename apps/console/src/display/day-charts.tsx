import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { FAINT } from './chart-legend';
import { dayLabel } from './days';

export interface DaySeries {
  /** The field of a day's row. */
  readonly name: string;
  readonly label: string;
  readonly color: string;
  /** Bars of one stack stand on each other; stacks stand side by side. */
  readonly stackId?: string;
  readonly faint?: boolean;
}

interface Props {
  /** Each row has a `day`, and a figure for each series. */
  readonly days: readonly object[];
  readonly series: readonly DaySeries[];
  readonly format: (figure: number) => string;
  readonly height?: number;
}

const BAR_CHART = { barGap: 1, barCategoryGap: '18%' };

export function DayBars({ days, series, format, height = 230 }: Props) {
  const faint = new Set(series.filter((one) => one.faint).map(({ name }) => name));
  return (
    <BarChart
      h={height}
      data={[...days]}
      dataKey="day"
      series={series.map(({ name, label, color, stackId }) => ({ name, label, color, ...(stackId !== undefined && { stackId }) }))}
      barProps={({ name }) => ({ isAnimationActive: false, fillOpacity: faint.has(name) ? FAINT : 1 })}
      barChartProps={BAR_CHART}
      valueFormatter={format}
      xAxisProps={X_AXIS}
      yAxisProps={Y_AXIS}
      tooltipProps={TOOLTIP}
    />
  );
}

export function DayLines({ days, series, format, height = 230 }: Props) {
  return (
    <LineChart
      h={height}
      data={[...days]}
      dataKey="day"
      series={series.map(({ name, label, color }) => ({ name, label, color }))}
      curveType="linear"
      connectNulls
      dotProps={{ r: 2.5 }}
      lineProps={{ isAnimationActive: false }}
      valueFormatter={format}
      xAxisProps={X_AXIS}
      yAxisProps={Y_AXIS}
      tooltipProps={TOOLTIP}
    />
  );
}

const X_AXIS = { tickFormatter: (day: string) => dayLabel(day), minTickGap: 18 };
const Y_AXIS = { allowDecimals: false, width: 56 };
const TOOLTIP = { labelFormatter: (day: unknown) => (typeof day === 'string' ? dayLabel(day) : '') };

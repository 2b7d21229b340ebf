import type { Span } from '../figures';
import { linearScale, type Scale, timeScale } from './scale';
import { box, colour, FAINT, FAULT, INK, label, line, svg } from './svg';

/** One line of a plot: values by seconds since the start. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [second: number, value: number])[];
}

export interface TimePlot {
  readonly title: string;
  /** What the values are, such as `MB`. */
  readonly unit: string;
  readonly seconds: number;
  readonly series: readonly Series[];
  /** In seconds since the start. */
  readonly faults: readonly Span[];
  /** When the last fault ended, in seconds since the start. */
  readonly healed: number;
}

const WIDTH = 1000;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = WIDTH - 20;
const TOP = 64;
const BOTTOM = HEIGHT - 48;

/** Values over the time of the run, on the background of its faults. */
export function timePlot({ title, unit, seconds, series, faults, healed }: TimePlot): string {
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  const x = timeScale(seconds, [LEFT, RIGHT]);
  const y = linearScale(most, [BOTTOM, TOP]);
  return svg(WIDTH, HEIGHT, title, [
    label(LEFT, 22, title, 'font-size="15" font-weight="600"'),
    legend(series.map(({ name }) => name)),
    ...faults.map(({ from, to }) => box({ x: x.at(from), y: TOP, width: x.at(to) - x.at(from), height: BOTTOM - TOP }, FAULT)),
    ...axes(x, y, unit),
    line([x.at(healed), TOP], [x.at(healed), BOTTOM], INK, 'stroke-dasharray="4 3"'),
    label(x.at(healed) - 4, TOP + 12, 'healed', 'text-anchor="end"'),
    ...series.map(({ points }, index) => path(points, x, y, colour(index))),
  ]);
}

function legend(names: readonly string[]): string {
  let x = LEFT;
  const parts = names.map((name, index) => {
    const part = line([x, 42], [x + 18, 42], colour(index), 'stroke-width="3"') + label(x + 24, 46, name);
    x += 44 + name.length * 7;
    return part;
  });
  return [...parts, box({ x, y: 36, width: 18, height: 12 }, FAULT), label(x + 24, 46, 'a fault is active')].join('\n');
}

function axes(x: Scale, y: Scale, unit: string): readonly string[] {
  return [
    ...y.ticks.flatMap((tick) => [
      line([LEFT, y.at(tick)], [RIGHT, y.at(tick)], FAINT),
      label(LEFT - 8, y.at(tick) + 4, tick.toLocaleString('en-US'), 'text-anchor="end"'),
    ]),
    ...x.ticks.map((tick) => label(x.at(tick), BOTTOM + 18, clock(tick), 'text-anchor="middle"')),
    ...x.ticks.map((tick) => line([x.at(tick), BOTTOM], [x.at(tick), BOTTOM + 4], INK)),
    line([LEFT, BOTTOM], [RIGHT, BOTTOM], INK),
    label((LEFT + RIGHT) / 2, BOTTOM + 38, 'time since the start (min:s)', 'text-anchor="middle"'),
    label(16, (TOP + BOTTOM) / 2, unit, `text-anchor="middle" transform="rotate(-90 16 ${(TOP + BOTTOM) / 2})"`),
  ];
}

function path(points: Series['points'], x: Scale, y: Scale, stroke: string): string {
  const text = points.map(([second, value]) => `${x.at(second)},${y.at(value)}`).join(' ');
  return `<polyline points="${text}" fill="none" stroke="${stroke}" stroke-width="1.6" stroke-linejoin="round"/>`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}

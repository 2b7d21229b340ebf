import type { RecoveryKind } from '../figures';
import { linearScale, type Scale } from './scale';
import { box, FAINT, INK, label, line, svg } from './svg';

const WIDTH = 1000;
const ROW = 24;
const LEFT = 220;
const RIGHT = WIDTH - 60;
const TOP = 64;
const SHADES = ['#1d4ed8', '#7cb0fb', '#cfe2fe'] as const;
const MEASURES = ['p50', 'p90', 'max'] as const;

/** Bars from nothing to the median, the nine of ten and the slowest, by kind of fault. */
export function recoveryPlot(kinds: readonly RecoveryKind[]): string {
  const title = 'Time from the end of a fault until work flowed again';
  const bottom = TOP + kinds.length * ROW;
  const x = linearScale(Math.max(1, ...kinds.map(({ max }) => max / 1000)), [LEFT, RIGHT], 8);
  return svg(WIDTH, bottom + 56, title, [
    label(20, 22, title, 'font-size="15" font-weight="600"'),
    ...MEASURES.map(
      (name, index) => box({ x: LEFT + index * 70, y: 36, width: 12, height: 12 }, shade(index)) + label(LEFT + 18 + index * 70, 46, name),
    ),
    ...x.ticks.flatMap((tick) => [
      line([x.at(tick), TOP], [x.at(tick), bottom], FAINT),
      label(x.at(tick), bottom + 18, tick.toLocaleString('en-US'), 'text-anchor="middle"'),
    ]),
    ...kinds.map((kind, index) => row(kind, TOP + index * ROW, x)),
    line([LEFT, TOP], [LEFT, bottom], INK),
    label((LEFT + RIGHT) / 2, bottom + 40, 'seconds', 'text-anchor="middle"'),
  ]);
}

function row({ kind, count, p50, p90, max }: RecoveryKind, top: number, x: Scale): string {
  const bars = [max, p90, p50].map((ms, index) =>
    box({ x: LEFT, y: top + 4, width: x.at(ms / 1000) - LEFT, height: ROW - 8 }, shade(MEASURES.length - 1 - index)),
  );
  const name = label(LEFT - 8, top + ROW / 2 + 4, `${kind} (${count})`, 'text-anchor="end"');
  return [...bars, name, label(x.at(max / 1000) + 6, top + ROW / 2 + 4, `${(max / 1000).toFixed(1)} s`)].join('\n');
}

/** The darker, the more of the recoveries were over by then. */
function shade(index: number): string {
  return SHADES[index] ?? INK;
}

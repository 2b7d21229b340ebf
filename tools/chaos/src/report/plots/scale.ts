/** Maps values onto pixels. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

const NICE = [1, 2, 5, 10] as const;
const NICE_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/** From 0 to a round number that is not below `most`. */
export function linearScale(most: number, pixels: readonly [number, number], wanted = 5): Scale {
  const step = niceStep(Math.max(most, 1e-9) / wanted);
  const top = Math.max(step, Math.ceil(most / step - 1e-9) * step);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return { at: between(top, pixels), ticks };
}

/** Seconds from 0 to `most`, which is not rounded: a run ends where it ends. */
export function timeScale(most: number, pixels: readonly [number, number], wanted = 10): Scale {
  const step = NICE_SECONDS.find((seconds) => most / seconds <= wanted) ?? Math.ceil(most / wanted / 3600) * 3600;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return { at: between(Math.max(most, 1), pixels), ticks };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (NICE.find((nice) => nice * power >= rough) ?? 10);
}

function between(most: number, [first, last]: readonly [number, number]): Scale['at'] {
  return (value) => Math.round((first + (value / most) * (last - first)) * 10) / 10;
}

import type { ChaosResult, Sample } from '../../chaos-result';
import { faultSpans, recoveryKinds } from '../figures';
import type { Picture } from '../markdown';
import { recoveryPlot } from './recovery-plot';
import { type Series, timePlot } from './time-plot';

/** A picture with what is to be written into its file. */
export interface Plot extends Picture {
  readonly svg: string;
}

/** More points than this are not told apart at the width of a page. */
const MOST_POINTS = 300;
const COUNTED = { submitted: 'submitted', decided: 'decided', terminal: 'ended', delivered: 'events taken' } as const;

export function plotsOf(result: ChaosResult): readonly Plot[] {
  const { startedAt, healedAt, endedAt, faults, recoveries } = result;
  const since = (at: number): number => (at - startedAt) / 1000;
  const samples = thinned(result.samples);
  const ground = {
    seconds: since(endedAt),
    healed: since(healedAt),
    faults: faultSpans(faults).map(({ from, to }) => ({ from: since(from), to: since(to) })),
  };
  const valuesOf = (name: string, value: (sample: Sample) => number | undefined): Series => ({
    name,
    points: samples.flatMap((sample) => {
      const found = value(sample);
      return found === undefined ? [] : [[since(sample.at), found] as const];
    }),
  });
  const processes = [...new Set(samples.flatMap(({ memory }) => Object.keys(memory)))].toSorted();
  const pictures = [
    picture('throughput.svg', 'Throughput', 'per second', rates(samples, since)),
    picture('open-executions.svg', 'Executions that have not ended', 'executions', [valuesOf('open', ({ open }) => open)]),
    picture(
      'memory.svg',
      'Memory by process',
      'MB',
      processes.map((name) => valuesOf(name, ({ memory }) => memory[name])),
    ),
  ];
  const kinds = recoveryKinds(recoveries);
  if (kinds.length > 0) pictures.push({ file: 'recovery.svg', title: 'Recovery by kind of fault', svg: recoveryPlot(kinds) });
  return pictures;

  function picture(file: string, title: string, unit: string, series: readonly Series[]): Plot {
    return { file, title, svg: timePlot({ title, unit, series, ...ground }) };
  }
}

/** How much was done per second between a sample and the one before it. */
function rates(samples: readonly Sample[], since: (at: number) => number): readonly Series[] {
  const keys = Object.keys(COUNTED) as (keyof typeof COUNTED)[];
  return keys.map((key) => ({
    name: COUNTED[key],
    points: samples.slice(1).flatMap((sample, index) => {
      const before = samples[index];
      if (!before || sample.at <= before.at) return [];
      return [[since(sample.at), Math.max(0, (sample[key] - before[key]) / ((sample.at - before.at) / 1000))] as const];
    }),
  }));
}

/** Evenly chosen, the last one included. */
function thinned(samples: readonly Sample[]): readonly Sample[] {
  const every = Math.ceil(samples.length / MOST_POINTS);
  return samples.filter((_, index) => index % every === 0 || index === samples.length - 1);
}

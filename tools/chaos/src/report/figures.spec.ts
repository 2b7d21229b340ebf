import { faultKinds, faultSpans, quantile, recoveryKinds, totalOf } from './figures';
import { madeResult } from './testdata/made-result';

describe('the figures of a report', () => {
  const { faults, recoveries, startedAt } = madeResult();

  it('counts and times faults by kind, the most frequent first', () => {
    expect(faultKinds(faults)).toEqual([
      { kind: 'worker-kill', targets: ['worker-1', 'worker-2'], count: 2, totalMs: 9_500 },
      { kind: 'postgres-crash', targets: ['postgres'], count: 1, totalMs: 4_000 },
      { kind: 'receivers-hang', targets: ['receivers'], count: 1, totalMs: 20_000 },
    ]);
  });

  it('takes faults that overlap for one span, whatever their order', () => {
    const spans = faultSpans(faults.toReversed());
    expect(spans.map(({ from, to }) => [from - startedAt, to - startedAt])).toEqual([
      [10_000, 20_000],
      [60_000, 61_500],
      [80_000, 100_000],
    ]);
    expect(totalOf(spans)).toBe(31_500);
  });

  it('keeps a short fault within a long one', () => {
    const long = { kind: 'a', target: 'x', startedAt: 0, endedAt: 100, detail: '' };
    expect(faultSpans([long, { ...long, startedAt: 10, endedAt: 20 }])).toEqual([{ from: 0, to: 100 }]);
  });

  it('tells the median, nine of ten and the slowest recovery by kind, the slowest kind first', () => {
    expect(recoveryKinds(recoveries)).toEqual([
      { kind: 'worker-kill', count: 2, p50: 900, p90: 12_400, max: 12_400 },
      { kind: 'postgres-crash', count: 1, p50: 3_000, p90: 3_000, max: 3_000 },
    ]);
  });

  it('finds quantiles among the values themselves', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.9, 1].map((share) => quantile(hundred, share))).toEqual([50, 90, 100]);
    expect(quantile([], 0.5)).toBe(0);
  });
});

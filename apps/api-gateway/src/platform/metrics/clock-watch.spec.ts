import { StoreUnavailableError } from '@countersign/engine';
import { ClockWatch } from './clock-watch';

/** A watch over the clocks of a test, and what it told. */
function watch(...ahead: (number | Error)[]) {
  const told = { shown: [] as number[], warned: [] as number[], failed: [] as unknown[] };
  const clocks = new ClockWatch({
    aheadMs: () => {
      const next = ahead.shift() ?? 0;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    show: (aheadMs) => told.shown.push(aheadMs),
    warn: (aheadMs) => told.warned.push(aheadMs),
    fail: (error) => told.failed.push(error),
  });
  return { clocks, told };
}

describe('the watch over the clocks', () => {
  it('shows the difference and keeps quiet while it is small', async () => {
    const { clocks, told } = watch(3, -1_900);
    await clocks.look();
    await clocks.look();
    expect(told).toEqual({ shown: [3, -1_900], warned: [], failed: [] });
  });

  it('warns once each time that they drift apart, whichever is ahead', async () => {
    const { clocks, told } = watch(2_500, 2_600, 0, -300_000, -300_000);
    for (let look = 0; look < 5; look++) await clocks.look();
    expect(told.warned).toEqual([2_500, -300_000]);
  });

  it('outlives a database that is away, and one that cannot tell the time', async () => {
    const broken = new Error('no such function');
    const { clocks, told } = watch(new StoreUnavailableError(new Error('away')), broken, 5_000);
    for (let look = 0; look < 3; look++) await clocks.look();
    expect(told).toEqual({ shown: [5_000], warned: [5_000], failed: [broken] });
  });
});

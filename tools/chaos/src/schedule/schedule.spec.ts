import { CATALOGUE } from '../faults/catalogue';
import { profileFor } from '../profile';
import { type PlannedFault, scheduleOf } from './schedule';

const MINUTE_MS = 60_000;
const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1);

function planned(seed: number, minutes: number, kinds = CATALOGUE): readonly PlannedFault[] {
  return scheduleOf({ seed, durationMs: minutes * MINUTE_MS, kinds, profile: profileFor(minutes) });
}

function overlap(a: PlannedFault, b: PlannedFault): boolean {
  return a !== b && a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

describe('a schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planned(11, 10)).toEqual(planned(11, 10));
    expect(planned(11, 10)).not.toEqual(planned(12, 10));
  });

  it('has at least 12 kinds in two minutes and 20 in ten, whatever the seed', () => {
    for (const seed of SEEDS) {
      expect(new Set(planned(seed, 2).map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
      expect(new Set(planned(seed, 10).map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    }
  });

  it('never hits one target with two faults at once', () => {
    for (const seed of SEEDS) {
      const faults = planned(seed, 10);
      const clashes = faults.filter((fault) => faults.some((other) => other.target === fault.target && overlap(fault, other)));
      expect(clashes).toEqual([]);
    }
  });

  it('combines up to three faults', () => {
    const faults = SEEDS.flatMap((seed) => {
      const own = planned(seed, 2);
      return own.map((fault) => own.filter((other) => overlap(fault, other)).length);
    });
    expect(new Set(faults)).toEqual(new Set([0, 1, 2]));
  });

  it('leaves the beginning and the end in peace', () => {
    for (const seed of SEEDS)
      for (const { startsAt, endsAt } of planned(seed, 2)) {
        expect(startsAt).toBeGreaterThanOrEqual(3_000);
        expect(endsAt).toBeLessThanOrEqual(117_000);
        expect(endsAt).toBeGreaterThan(startsAt);
      }
  });

  it('freezes workers past their leases', () => {
    const freezes = SEEDS.flatMap((seed) => planned(seed, 10)).filter(({ kind, endsAt }) => kind === 'worker-freeze' && endsAt < 597_000);
    expect(freezes.length).toBeGreaterThan(0);
    for (const { startsAt, endsAt } of freezes) expect(endsAt - startsAt).toBeGreaterThan(profileFor(10).leaseMs);
  });

  it('goes on with the only kind there is', () => {
    const only = CATALOGUE.filter(({ kind }) => kind === 'redis-flush');
    expect(planned(1, 2, only).length).toBeGreaterThan(10);
  });
});

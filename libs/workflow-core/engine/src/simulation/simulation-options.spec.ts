import { partsOf, simulationOptions } from './simulation-options';

describe('the schedules that are simulated', () => {
  it('are a hundred thousand when nothing is said', () => {
    expect(simulationOptions([], 2)).toEqual({ first: 1, count: 100_000, threads: 2 });
  });

  it('are the one that is named, or so many from it on', () => {
    expect(simulationOptions(['--seed', '4711'], 2)).toEqual({ first: 4711, count: 1, threads: 1 });
    expect(simulationOptions(['--seed', '4711', '--schedules', '3'], 2)).toEqual({ first: 4711, count: 3, threads: 2 });
  });

  it('are not begun with an option that is no number', () => {
    expect(() => simulationOptions(['--seed', 'yesterday'])).toThrow('--seed takes a whole number');
  });

  it('are shared out with none left out and none done twice', () => {
    const seeds = partsOf({ first: 10, count: 11, threads: 3 }).flatMap(({ first, count }) =>
      Array.from({ length: count }, (_, at) => first + at),
    );
    expect(seeds).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });
});

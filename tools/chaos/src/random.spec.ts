import { oneOf, randomFor, wholeBetween } from './random';

describe('seeded numbers', () => {
  it('are the same for the same seed and purpose', () => {
    const first = randomFor(7, 'schedule');
    const second = randomFor(7, 'schedule');
    expect(Array.from({ length: 50 }, first)).toEqual(Array.from({ length: 50 }, second));
  });

  it('differ by seed and by purpose', () => {
    const firsts = [randomFor(7, 'schedule'), randomFor(8, 'schedule'), randomFor(7, 'workload')].map((random) => random());
    expect(new Set(firsts).size).toBe(3);
  });

  it('stay within their bounds and reach both ends', () => {
    const random = randomFor(1, 'bounds');
    const drawn = new Set(Array.from({ length: 500 }, () => wholeBetween(random, [3, 6])));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
    expect(new Set(Array.from({ length: 100 }, () => oneOf(random, ['a', 'b'])))).toEqual(new Set(['a', 'b']));
  });
});

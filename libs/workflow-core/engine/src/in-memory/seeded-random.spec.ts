import { SeededIdentifiers } from './seeded-identifiers';
import { SeededRandom } from './seeded-random';

function draw(seed: number): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: 1_000 }, () => random.next());
}

describe('seeded chance', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives numbers from 0 to below 1 that are spread evenly', () => {
    const numbers = draw(7);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inTenth = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      expect(inTenth).toBeGreaterThan(60);
      expect(inTenth).toBeLessThan(140);
    }
  });

  it('names nothing twice', () => {
    const identifiers = new SeededIdentifiers(new SeededRandom(7));
    const ids = Array.from({ length: 300 }, () => [identifiers.requestId(), identifiers.eventId()]).flat();
    expect(new Set(ids).size).toBe(600);
    expect(ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  });
});

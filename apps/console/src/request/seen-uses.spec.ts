import { Sightings } from './seen-uses';

const WAITS = { requestId: 'a', name: 'content b AdminTask' };
const EXECUTED = { requestId: 'a', name: 'content b approved' };
const inSight = { isInSight: true };
const outOfSight = { isInSight: false };

describe('a warning', () => {
  let sightings: Sightings;
  const read = (): readonly string[] => [...(sightings.read().get('a') ?? [])];

  beforeEach(() => {
    sightings = new Sightings();
  });

  it('counts as read once it was in sight for half a second, and stays so when it is scrolled away', () => {
    sightings.look([{ ...WAITS, ...inSight }], 1_000);
    sightings.look([{ ...WAITS, ...inSight }], 1_499);
    expect(read()).toEqual([]);
    sightings.look([{ ...WAITS, ...inSight }], 1_500);
    expect(read()).toEqual([WAITS.name]);
    sightings.look([{ ...WAITS, ...outOfSight }], 1_600);
    expect(read()).toEqual([WAITS.name]);
    expect(sightings.isUnseen(WAITS.requestId, WAITS.name)).toBe(false);
  });

  it('is not read for being on the page alone, however long', () => {
    sightings.look([{ ...WAITS, ...outOfSight }], 0);
    sightings.look([{ ...WAITS, ...outOfSight }], 60_000);
    expect(read()).toEqual([]);
    expect(sightings.isUnseen(WAITS.requestId, WAITS.name)).toBe(true);
  });

  it('is not read in two glances that make half a second together', () => {
    sightings.look([{ ...WAITS, ...inSight }], 0);
    sightings.look([{ ...WAITS, ...inSight }], 300);
    sightings.look([{ ...WAITS, ...outOfSight }], 400);
    sightings.look([{ ...WAITS, ...inSight }], 500);
    sightings.look([{ ...WAITS, ...inSight }], 900);
    expect(read()).toEqual([]);
    sightings.look([{ ...WAITS, ...inSight }], 1_000);
    expect(read()).toEqual([WAITS.name]);
  });

  it('is another one when its words change, and anew when it comes again', () => {
    sightings.look([{ ...WAITS, ...inSight }], 0);
    sightings.look([{ ...WAITS, ...inSight }], 500);
    sightings.look([{ ...EXECUTED, ...outOfSight }], 600);
    expect(read()).toEqual([]);
    sightings.look([{ ...WAITS, ...inSight }], 700);
    expect(read()).toEqual([]);
  });

  it.each([
    ['first', [inSight, outOfSight]],
    ['last', [outOfSight, inSight]],
  ])('is in sight where one of the two places in which it stands is, found %s', (_, places) => {
    for (const now of [0, 500])
      sightings.look(
        places.map((place) => ({ ...WAITS, ...place })),
        now,
      );
    expect(read()).toEqual([WAITS.name]);
  });

  it('says nothing of the same about another request', () => {
    sightings.look([{ ...WAITS, ...inSight }], 0);
    sightings.look([{ ...WAITS, ...inSight }], 500);
    expect(sightings.read().get('b')).toBeUndefined();
    expect(sightings.isUnseen('b', WAITS.name)).toBe(true);
  });
});

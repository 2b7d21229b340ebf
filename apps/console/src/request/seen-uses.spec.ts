import { Sightings } from './seen-uses';

const WAITS = { requestId: 'a', name: 'content b AdminTask', part: 'top' };
const EXECUTED = { requestId: 'a', name: 'content b approved', part: 'top' };
const WAITS_BELOW = { ...WAITS, part: 'bottom' };
const inSight = { isInSight: true };
const outOfSight = { isInSight: false };

describe('a warning', () => {
  let sightings: Sightings;
  const read = (): readonly string[] => [...(sightings.reading().seen.get('a') ?? [])];

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
    expect(sightings.unseen()).toBe(0);
  });

  it('is not read for being on the page alone, however long', () => {
    sightings.look([{ ...WAITS, ...outOfSight }], 0);
    sightings.look([{ ...WAITS, ...outOfSight }], 60_000);
    expect(read()).toEqual([]);
    expect(sightings.unseen()).toBe(1);
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

  it('is read part by part where it is taller than the window', () => {
    for (const now of [0, 500])
      sightings.look(
        [
          { ...WAITS, ...inSight },
          { ...WAITS_BELOW, ...outOfSight },
        ],
        now,
      );
    expect(read()).toEqual([]);
    expect([WAITS, WAITS_BELOW].map((part) => sightings.isUnseen(part))).toEqual([false, true]);
    for (const now of [600, 1_100])
      sightings.look(
        [
          { ...WAITS, ...outOfSight },
          { ...WAITS_BELOW, ...inSight },
        ],
        now,
      );
    expect(read()).toEqual([WAITS.name]);
    expect(sightings.unseen()).toBe(0);
  });

  it('counts once, however many of its parts are out of sight', () => {
    sightings.look(
      [WAITS, WAITS_BELOW, { ...EXECUTED, requestId: 'b' }].map((part) => ({ ...part, ...outOfSight })),
      0,
    );
    expect(sightings.unseen()).toBe(2);
  });

  it('is told as unread for as long as a part of it is', () => {
    const unread = (): readonly string[] => [...(sightings.reading().unread.get('a') ?? [])];
    for (const now of [0, 500])
      sightings.look(
        [
          { ...WAITS, ...inSight },
          { ...WAITS_BELOW, ...outOfSight },
        ],
        now,
      );
    expect(unread()).toEqual([WAITS.name]);
    for (const now of [600, 1_100])
      sightings.look(
        [WAITS, WAITS_BELOW].map((part) => ({ ...part, ...inSight })),
        now,
      );
    expect(unread()).toEqual([]);
  });

  it('says nothing of the same about another request', () => {
    sightings.look([{ ...WAITS, ...inSight }], 0);
    sightings.look([{ ...WAITS, ...inSight }], 500);
    expect(sightings.reading().seen.get('b')).toBeUndefined();
    expect(sightings.isRead({ ...WAITS, requestId: 'b' })).toBe(false);
    expect(sightings.isUnseen({ ...WAITS, requestId: 'b' })).toBe(true);
  });
});

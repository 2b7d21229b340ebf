import { whoMakesRoom } from './fair-share';

const held = (...orgIds: number[]) => orgIds.map((orgId, place) => ({ place, listener: { orgId } }));

describe('whoMakesRoom', () => {
  it('is the newest of the org with the most places, for an org that has fewer', () => {
    expect(whoMakesRoom(held(1, 1, 2, 1), 2)?.place).toBe(3);
    expect(whoMakesRoom(held(1, 1, 1, 2), 3)?.place).toBe(2);
  });

  it('is nobody when the newcomer’s org has as much as any other, so that two orgs do not push each other out for ever', () => {
    expect(whoMakesRoom(held(1, 1, 2), 2)).toBeUndefined();
    expect(whoMakesRoom(held(1, 1, 1), 1)).toBeUndefined();
    expect(whoMakesRoom(held(1, 2, 3), 4)).toBeUndefined();
    expect(whoMakesRoom(held(), 1)).toBeUndefined();
  });
});

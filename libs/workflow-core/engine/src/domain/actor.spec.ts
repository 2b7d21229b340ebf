import { type Actor, belongsTo, permits } from './actor';

const checker: Actor = {
  userId: 1,
  name: 'kim',
  orgs: new Map([
    [0, [{ name: 'CanCheckRequest', limitedTo: { ids: ['50682288'] } }]],
    [7, [{ name: 'CanCheckRequest' }]],
  ]),
};

describe('grants', () => {
  it('treats org 0 as an org like any other', () => {
    expect(belongsTo(checker, 0)).toBe(true);
    expect(belongsTo(checker, 8)).toBe(false);
  });

  it('hold for the org they were given in, and for no other', () => {
    expect(permits(checker, 7, 'CanCheckRequest', {})).toBe(true);
    expect(permits(checker, 8, 'CanCheckRequest', {})).toBe(false);
  });

  it('do not stand in for one another', () => {
    expect(permits(checker, 7, 'CanMakeRequest', {})).toBe(false);
  });

  it('limited to ids hold only for a request that names one of them', () => {
    expect(permits(checker, 0, 'CanCheckRequest', { storeId: '50682288' })).toBe(true);
    expect(permits(checker, 0, 'CanCheckRequest', { storeId: '50682289' })).toBe(false);
    expect(permits(checker, 0, 'CanCheckRequest', {})).toBe(false);
  });
});

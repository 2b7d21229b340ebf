import { addressOf, filterProblems } from './filter-problems';
import { readFilters } from './filters';

describe('a filter that cannot be understood', () => {
  it.each([
    ['maker', '1234567890123456'],
    ['checker', 'x'],
    ['tillId', '12 3'],
    ['from', '12026-01-01'],
    ['from', '2026-02-31'],
    ['to', 'today'],
    ['states', 'done'],
    ['states', 'approved,done'],
    ['zone', 'Mars'],
    ['sort', 'up'],
    ['type', 'a b'],
    ['makr', '1001'],
  ])('is refused in words and never dropped: %s=%s', (name, text) => {
    expect(filterProblems({ [name]: text })).toEqual([{ name, words: expect.stringMatching(/.+\.$/) }]);
  });

  it.each([{ states: 'approved,done' }, { states: 'done' }, { sort: 'up', maker: '1' }, { makr: '1001' }])(
    'goes to the address as a view saved it, so that the list of everybody is not shown for it: %j',
    (search) => expect(addressOf(search)).toEqual(search),
  );

  it('is looked for in a view that says what is so anyway, which goes to the address without that', () => {
    expect(addressOf({ states: 'AdminTask', sort: 'newest', type: 'points-redemption' })).toEqual({ type: 'POINTS_REDEMPTION' });
  });

  it('stands in its field as it was written', () => {
    expect(readFilters({ maker: '1234567890123456', from: '12026-01-01' }, { customer: '', reference: '' })).toMatchObject({
      maker: '1234567890123456',
      from: '12026-01-01',
    });
  });

  it('is a range of days that ends before it begins', () => {
    expect(filterProblems({ from: '2026-11-02', to: '2026-11-01' })).toEqual([{ name: 'to', words: expect.stringContaining('before') }]);
  });

  it('is none of those that the console writes', () => {
    const search = {
      type: 'POINTS_REDEMPTION',
      states: 'approved,failed',
      maker: '1001',
      from: '2026-11-01',
      to: '2026-11-01',
      zone: 'UTC',
      sort: 'oldest',
    };
    expect(filterProblems(search)).toEqual([]);
    expect(filterProblems({ states: 'any', tillId: '12345678901234567890', from: '2026-11-01' })).toEqual([]);
  });
});

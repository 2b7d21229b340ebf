import { readFilters } from './filters';
import { withoutApplied, withTyped } from './typed-filters';

const filters = readFilters({ maker: '1001', states: 'any' }, { customer: '', reference: '' });

describe('what was typed into filters and not applied', () => {
  it('holds together with the filters that are on, once it is applied', () => {
    expect(withTyped(filters, { reference: ' R-1 ' })).toEqual({ ...filters, reference: 'R-1' });
    expect(withTyped(filters, { maker: '' })).toEqual({ ...filters, maker: '' });
  });

  it('stays where another filter changes, and where it was changed while it was applied', () => {
    expect(withTyped({ ...filters, sort: 'oldest' }, { reference: 'R-1' })).toMatchObject({ sort: 'oldest', reference: 'R-1' });
    expect(withoutApplied({ reference: 'R-12', maker: '7' }, { reference: 'R-1', maker: '7' })).toEqual({ reference: 'R-12' });
  });
});

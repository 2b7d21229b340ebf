import { listQuery, narrowings, readFilters, writeSearch } from './filters';

const NOBODY = { customer: '', reference: '' };

describe('filters of the inbox', () => {
  it('show what waits, newest first, where nothing is said', () => {
    const filters = readFilters({}, NOBODY);
    expect(writeSearch(filters)).toEqual({});
    expect(listQuery(filters)).toEqual({ states: 'AdminTask', sortBy: 'startDate', sortOrder: 'desc' });
  });

  it('never put a customer or a reference into the address', () => {
    const filters = readFilters({ type: 'points-redemption', maker: '1001' }, { customer: '919900000101', reference: 'REF-1' });
    expect(writeSearch(filters)).toEqual({ type: 'POINTS_REDEMPTION', maker: '1001' });
    expect(listQuery(filters)).toMatchObject({
      customer: '919900000101',
      reference: 'REF-1',
      requestType: 'POINTS_REDEMPTION',
      userId: '1001',
    });
    expect(narrowings(filters)).toBe(3);
  });

  it('are the same after a way through the address bar', () => {
    const search = {
      states: 'approved,failed',
      checker: '2001',
      tillId: '50682288',
      from: '2026-11-01',
      to: '2026-11-22',
      sort: 'ended-first',
    };
    expect(writeSearch(readFilters(search, NOBODY))).toEqual(search);
    expect(writeSearch(readFilters({ states: 'any' }, NOBODY))).toEqual({ states: 'any' });
    expect(listQuery(readFilters({ states: 'any', sort: 'ended-first' }, NOBODY))).toEqual({ sortBy: 'endDate', sortOrder: 'asc' });
  });

  it('mean the days of whoever looks, and UTC’s only where they come from figures that count by those', () => {
    const { startDate = '', endDate = '' } = listQuery(readFilters({ from: '2026-11-30', to: '2026-11-30' }, NOBODY));
    expect(startDate).toMatch(/^2026-11-30T00:00:00[+-]\d\d:\d\d$/);
    expect(new Date(startDate)).toEqual(new Date(2026, 10, 30));
    expect(new Date(endDate)).toEqual(new Date(2026, 10, 30, 23, 59, 59, 999));
    expect(listQuery(readFilters({ from: '2026-11-30', to: '2026-11-30', zone: 'UTC' }, NOBODY))).toMatchObject({
      startDate: '2026-11-30',
      endDate: '2026-11-30',
    });
  });
});

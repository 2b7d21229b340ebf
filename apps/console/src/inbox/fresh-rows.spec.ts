import type { RequestView, State } from '../api/request-view';
import { readFilters } from './filters';
import { freshen, isArrival, mayBelong, mayHaveMoved } from './fresh-rows';

const row = (requestId: string, version = 1, state: State = 'AdminTask') => ({ requestId, state, details: { version } }) as RequestView;
const ids = (rows: readonly RequestView[]) => rows.map(({ requestId, details }) => `${requestId}${details.version}`);
const filters = readFilters({ type: 'POINTS_REDEMPTION' }, { customer: '', reference: '' });
const change = { requestId: 'a', type: 'POINTS_REDEMPTION', state: 'AdminTask', version: 1 };

describe('freshen', () => {
  it('changes rows where they are and moves none', () => {
    const { rows, changed, gone, arrived } = freshen([row('a'), row('b'), row('c')], [row('d'), row('c', 2), row('a')]);
    expect(ids(rows)).toEqual(['a1', 'b1', 'c2']);
    expect({ changed, gone, arrived }).toEqual({ changed: ['c'], gone: ['b'], arrived: ['d'] });
  });

  it('lets an older answer that arrives late change nothing', () => {
    expect(ids(freshen([row('a', 3, 'approved')], [row('a', 2)]).rows)).toEqual(['a3']);
  });
});

describe('what the stream tells', () => {
  it('counts as an arrival only what was just submitted and fits every filter', () => {
    expect(isArrival(change, filters)).toBe(true);
    expect(isArrival({ ...change, version: 2 }, filters)).toBe(false);
    expect(isArrival(change, { ...filters, customer: '919900000101' })).toBe(false);
    expect(mayBelong({ ...change, type: 'EARN_BADGE' }, filters)).toBe(false);
    expect(mayBelong({ ...change, state: 'rejected' }, filters)).toBe(false);
  });

  it('has rows looked up again only while they can still move', () => {
    expect(mayHaveMoved(row('a'), filters)).toBe(true);
    expect(mayHaveMoved(row('a', 2, 'IntouchAPITask'), filters)).toBe(true);
    expect(mayHaveMoved(row('a', 3, 'approved'), filters)).toBe(false);
  });
});

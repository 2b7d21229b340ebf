import type { RequestView, State } from '../api/request-view';
import { readFilters } from './filters';
import { arrivals, freshen, isArrival, isNews, mayBelong, mayHaveMoved } from './fresh-rows';

const CHECKER = 2001;
const OTHER = 2002;
/** What may move on while the version stays. */
interface Moved {
  readonly takenBack?: number;
  readonly warnings?: readonly string[];
  readonly executionState?: string;
  readonly reminders?: number;
}
const row = (requestId: string, version = 1, state: State = 'AdminTask', decidedBy: readonly number[] = []) => {
  const decisions = decidedBy.map((checkerId) => ({ checkerId }));
  return { requestId, state, userId: 1001, details: { version, decisions, approval: {} } } as unknown as RequestView;
};
const moved = (before: RequestView, { takenBack = 0, warnings = [], ...others }: Moved): RequestView => {
  const revokedApprovals = Array.from({ length: takenBack }, () => ({}));
  return { ...before, details: { ...before.details, ...others, approval: { warnings }, revokedApprovals } } as unknown as RequestView;
};
const at = (requestId: string, second: number, state: State = 'AdminTask') =>
  ({ requestId, state, startTime: `2026-11-29T10:00:0${second}.000Z` }) as RequestView;
const ids = (rows: readonly RequestView[]) => rows.map(({ requestId, details }) => `${requestId}${details.version}`);
const filters = readFilters({ type: 'POINTS_REDEMPTION' }, { customer: '', reference: '' });
const change = { requestId: 'a', type: 'POINTS_REDEMPTION', state: 'AdminTask', version: 1 };

describe('freshen', () => {
  it('changes rows where they are and moves none', () => {
    const { rows, changed, gone } = freshen([row('a'), row('b'), row('c')], [row('d'), row('c', 2), row('a')], CHECKER);
    expect(ids(rows)).toEqual(['a1', 'b1', 'c2']);
    expect({ changed, gone }).toEqual({ changed: ['c'], gone: ['b'] });
  });

  it('lets an older answer that arrives late change nothing', () => {
    expect(ids(freshen([row('a', 3, 'approved')], [row('a', 2)], CHECKER).rows)).toEqual(['a3']);
    const approvedOnce = row('a', 1, 'AdminTask', [OTHER]);
    expect(freshen([approvedOnce], [row('a')], CHECKER).rows).toEqual([approvedOnce]);
  });

  it('learns of an approval that does not complete the quorum, which is no new version', () => {
    const approvedOnce = row('a', 1, 'AdminTask', [OTHER]);
    expect(freshen([row('a')], [approvedOnce], CHECKER)).toEqual({ rows: [approvedOnce], changed: ['a'], gone: [] });
    const approvedHere = row('a', 1, 'AdminTask', [CHECKER]);
    expect(freshen([row('a')], [approvedHere], CHECKER)).toEqual({ rows: [approvedHere], changed: [], gone: [] });
  });
});

describe('a row that was read again without a new version', () => {
  const WARNED: Moved = { warnings: ['maker-revoked'] };
  const once = row('a', 1, 'AdminTask', [OTHER]);
  const takenBack = moved(row('a'), { takenBack: 1 });
  const approvedAnew = moved(row('a', 1, 'AdminTask', [2003]), { takenBack: 1 });

  it.each([
    ['that its maker was revoked', row('a'), moved(row('a'), WARNED)],
    [
      'that beside another warning',
      moved(row('a'), { warnings: ['own-policy'] }),
      moved(row('a'), { warnings: ['own-policy', 'maker-revoked'] }),
    ],
    ['that an approval was taken back', once, takenBack],
    ['that another one was given since', takenBack, approvedAnew],
    ['both at once', once, approvedAnew],
  ])('tells %s, and no late answer takes it away', (_, before, after) => {
    expect(freshen([before], [after], CHECKER)).toEqual({ rows: [after], changed: ['a'], gone: [] });
    expect(freshen([after], [before], CHECKER)).toEqual({ rows: [after], changed: [], gone: [] });
  });

  it('tells that it is being executed', () => {
    const executing = moved(row('a', 2, 'IntouchAPITask', [OTHER]), { executionState: 'executing' });
    expect(freshen([row('a', 2, 'IntouchAPITask', [OTHER])], [executing], CHECKER)).toEqual({
      rows: [executing],
      changed: ['a'],
      gone: [],
    });
  });

  it('shows what is no news without telling it, and stays the same row where nothing differs', () => {
    const reminded = moved(row('a', 1, 'AdminTask', [OTHER]), { reminders: 1 });
    expect(freshen([once], [reminded], CHECKER)).toEqual({ rows: [reminded], changed: [], gone: [] });
    expect(freshen([once], [row('a', 1, 'AdminTask', [OTHER])], CHECKER).rows[0]).toBe(once);
  });
});

describe('what is news', () => {
  it('does not tell people what comes of their own decisions', () => {
    const { rows, changed } = freshen([row('a'), row('b')], [row('a', 3, 'approved', [CHECKER]), row('b', 3, 'failed', [OTHER])], CHECKER);
    expect(ids(rows)).toEqual(['a3', 'b3']);
    expect(changed).toEqual(['b']);
  });

  it('tells what others did after somebody had given the first of two approvals', () => {
    expect(isNews(row('a', 3, 'AdminTask', [CHECKER]), CHECKER)).toBe(false);
    expect(isNews(row('a', 4, 'rejected', [CHECKER, OTHER]), CHECKER)).toBe(true);
    expect(isNews(row('a', 4, 'withdrawn', [CHECKER]), CHECKER)).toBe(true);
    expect(isNews(row('a', 4, 'expired', [CHECKER]), CHECKER)).toBe(true);
    expect(isNews(row('a', 4, 'withdrawn'), 1001)).toBe(false);
  });

  it('counts nothing as new that moved up from the next page because others were decided', () => {
    const shown = [at('c', 3), at('b', 2)];
    expect(arrivals(shown, [at('a', 1)], { states: ['AdminTask'] })).toEqual([]);
    expect(arrivals(shown, [at('d', 4), at('b', 2), at('a', 1)], { states: ['AdminTask'] })).toEqual(['d']);
    expect(arrivals([], [at('d', 4)], { states: ['AdminTask'] })).toEqual(['d']);
  });

  it('counts nothing as new that only comes to the state that is listed', () => {
    expect(arrivals([at('c', 3, 'approved')], [at('d', 4, 'approved')], { states: ['approved'] })).toEqual([]);
    expect(arrivals([at('c', 3, 'approved')], [at('d', 4, 'approved')], { states: [] })).toEqual(['d']);
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

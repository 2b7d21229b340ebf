import { readFilters } from '../inbox/filters';
import {
  decisionsByDay,
  inUnit,
  listBehind,
  type Overview,
  outcomesByDay,
  outcomesByType,
  outcomesOf,
  pointsByDay,
  unitOf,
} from './overview';

const day = (of: string, type: string, submitted: number, approved: number) => ({
  day: of,
  type,
  submitted,
  approved,
  rejected: 1,
  failed: 0,
  withdrawn: 0,
  expired: 0,
});
const overview: Overview = {
  from: '2026-10-31',
  to: '2026-11-02',
  byDay: [day('2026-10-31', 'A', 5, 3), day('2026-10-31', 'B', 10, 9), day('2026-11-02', 'A', 2, 0)],
  timeToDecision: { byType: [], byDay: [{ day: '2026-10-31', p50Seconds: 0, p90Seconds: 90 }, { day: '2026-11-02' }] },
  points: { granted: 7, redeemed: 0, byDay: [{ day: '2026-11-02', granted: 7, redeemed: 0 }] },
  pending: { count: 0 },
  failures: [],
  topMakers: [],
};

describe('the figures of the overview', () => {
  it('have a row for each day, of all types or of one', () => {
    expect(outcomesByDay(overview, undefined).map((row) => [row.day, row.submitted, row.rejected])).toEqual([
      ['2026-10-31', 15, 2],
      ['2026-11-01', 0, 0],
      ['2026-11-02', 2, 1],
    ]);
    expect(outcomesByDay(overview, 'B').map(({ submitted }) => submitted)).toEqual([10, 0, 0]);
  });

  it('add up to the same by type as by day', () => {
    expect(outcomesByType(overview)).toEqual([
      { type: 'B', submitted: 10, approved: 9, rejected: 1, failed: 0 },
      { type: 'A', submitted: 7, approved: 3, rejected: 2, failed: 0 },
    ]);
    expect(outcomesOf(outcomesByDay(overview, undefined))).toEqual(outcomesOf(outcomesByType(overview)));
  });

  it('tell a day without decisions from one with decisions in no time', () => {
    expect(decisionsByDay(overview).map(({ p50, p90 }) => [p50, p90])).toEqual([
      [0, 90],
      [null, null],
      [null, null],
    ]);
  });

  it('tell times in the unit of the longest, gaps kept', () => {
    const days = [
      { day: '2026-10-31', p50: 60, p90: 9_000 },
      { day: '2026-11-01', p50: null, p90: null },
    ];
    expect(unitOf(days).label).toBe('h');
    expect(inUnit(days, unitOf(days)).map(({ p90 }) => p90)).toEqual([2.5, null]);
    expect(unitOf([]).label).toBe('s');
  });

  it('show no points where none were moved', () => {
    expect(pointsByDay(overview).map(({ granted }) => granted)).toEqual([0, 0, 7]);
  });

  it('lead to the list that they count', () => {
    const list = (...figure: Parameters<typeof listBehind>) => readFilters(listBehind(...figure), { customer: '', reference: '' });
    const range = { from: '2026-10-31', to: '2026-11-02' };
    expect(list(overview, { outcome: 'failed', type: 'POINTS_REDEMPTION' })).toMatchObject({
      ...range,
      states: ['failed'],
      type: 'POINTS_REDEMPTION',
      maker: '',
    });
    expect(list(overview, { outcome: 'submitted', userId: 1001 })).toMatchObject({ ...range, states: [], type: '', maker: '1001' });
  });
});

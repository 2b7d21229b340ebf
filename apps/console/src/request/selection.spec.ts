import type { RequestView } from '../api/request-view';
import { allToggled, gather, MOST_DECISIONS, NOTHING, toggled, without } from './selection';

const request = (requestId: string, requestType = 'points-redemption', amount?: number) =>
  ({ requestId, requestType, details: { summary: { amount } } }) as RequestView;
const many = Array.from({ length: 120 }, (_, at) => request(`r${at}`));

describe('a selection', () => {
  it('never holds more than one call can decide on', () => {
    const full = allToggled(NOTHING, many);
    expect(full.size).toBe(MOST_DECISIONS);
    expect(toggled(full, request('one more')).size).toBe(MOST_DECISIONS);
    expect(toggled(full, many[0]!).size).toBe(MOST_DECISIONS - 1);
  });

  it('marks all that are shown, and unmarks them when all were marked', () => {
    const shown = many.slice(0, 3);
    const some = toggled(NOTHING, shown[1]!);
    expect([...allToggled(some, shown).keys()].sort()).toEqual(['r0', 'r1', 'r2']);
    expect(allToggled(allToggled(some, shown), shown).size).toBe(0);
  });

  it('forgets what can no longer be decided on, and is the same where nothing changes', () => {
    const some = toggled(NOTHING, request('a'));
    expect(without(some, ['b'])).toBe(some);
    expect(without(some, ['a']).size).toBe(0);
  });
});

describe('gather', () => {
  it('counts requests and points by type, without the dust of binary fractions', () => {
    expect(gather([request('a', 'x', 0.1), request('b', 'y'), request('c', 'x', 0.2)])).toEqual({
      count: 3,
      points: 0.3,
      byType: [
        { type: 'x', count: 2, points: 0.3 },
        { type: 'y', count: 1, points: 0 },
      ],
    });
  });
});

import { isUncapped, MOST_DAILY_POINTS, MOST_DAILY_REQUESTS } from './policy';

const ON = { mode: 'on' } as const;

describe('an auto-approval', () => {
  it.each([
    undefined,
    {},
    { org: { requests: Number.MAX_SAFE_INTEGER } },
    { maker: { requests: MOST_DAILY_REQUESTS + 1 }, org: { amount: MOST_DAILY_POINTS * 2 } },
  ])('is uncapped with %j, also where an older version stored that', (dailyCaps) => {
    expect(isUncapped({ autoApproval: ON, ...(dailyCaps && { dailyCaps }) })).toBe(true);
  });

  it.each([{ org: { requests: MOST_DAILY_REQUESTS } }, { customer: { requests: Number.MAX_SAFE_INTEGER, amount: 10 } }])(
    'is capped with %j',
    (dailyCaps) => {
      expect(isUncapped({ autoApproval: ON, dailyCaps })).toBe(false);
    },
  );

  it('that is off needs no cap', () => {
    expect(isUncapped({ autoApproval: { mode: 'off' } })).toBe(false);
  });
});

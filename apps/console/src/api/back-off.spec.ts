import { backOff, retryAfterMs } from './back-off';

describe('backOff', () => {
  it('doubles up to half a minute, spread over the upper half', () => {
    expect([1, 2, 3, 9, 99].map((failures) => backOff(failures, 2000, () => 1))).toEqual([2000, 4000, 8000, 30_000, 30_000]);
    expect(backOff(1, 2000, () => 0)).toBe(1000);
  });
});

describe('retryAfterMs', () => {
  it('takes seconds and nothing else', () => {
    expect([retryAfterMs('3'), retryAfterMs('Wed, 21 Oct'), retryAfterMs(null)]).toEqual([3000, undefined, undefined]);
  });
});

import { renewalDelay, retryDelay, waitable } from './session-times';

describe('the renewal of a session', () => {
  it('comes two minutes before the end of a long one', () => {
    expect(renewalDelay(3_600_000)).toBe(3_480_000);
  });

  it('comes at half of the life of a short one', () => {
    expect(renewalDelay(30_000)).toBe(15_000);
  });

  it('comes at once when it is over already', () => {
    expect(renewalDelay(-5)).toBe(0);
  });

  it('is tried again after ten seconds when it failed, and of a short one while it is still valid', () => {
    expect(retryDelay(3_600_000)).toBe(10_000);
    expect(retryDelay(4_500)).toBe(1_500);
    expect(retryDelay(30)).toBe(500);
  });

  it('waits no longer than timers can, which fire at once else', () => {
    expect(waitable(90 * 24 * 3_600_000)).toBe(2_147_483_647);
    expect(waitable(-1)).toBe(0);
  });
});

import { retryAfterMs } from './retry-after';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('retryAfterMs', () => {
  it('reads seconds and HTTP dates', () => {
    expect(retryAfterMs('120', NOW)).toBe(120_000);
    expect(retryAfterMs('0', NOW)).toBe(0);
    expect(retryAfterMs('Sun, 22 Nov 2026 10:00:30 GMT', NOW)).toBe(30_000);
  });

  it.each(['86401', '9999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])('takes %s for a day, not for nothing', (header) => {
    expect(retryAfterMs(header, NOW)).toBe(24 * 3_600_000);
  });

  it('reads the old forms of an HTTP date', () => {
    expect(retryAfterMs('Sunday, 22-Nov-26 10:00:30 GMT', NOW)).toBe(30_000);
    expect(retryAfterMs('Sun Nov 22 10:00:30 2026', NOW)).toBe(30_000);
  });

  it('takes a date in the past as no wait', () => {
    expect(retryAfterMs('Sun, 22 Nov 2026 09:00:00 GMT', NOW)).toBe(0);
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '1e9', '2026-11-22', 'Soon, maybe', ['1', '2']])('ignores %j', (header) => {
    expect(retryAfterMs(header, NOW)).toBeUndefined();
  });
});

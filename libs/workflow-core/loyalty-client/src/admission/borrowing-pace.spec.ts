import { BorrowingPace } from './borrowing-pace';

const SHARE = 3;
const MOST = 10;
const SAMPLE = 30;

/** A connector whose calls take as long as `msOf` says for so many at once, always with as many under way as one org may have. */
function busy(msOf: (atOnce: number) => number) {
  const clock = { now: 0 };
  const pace = new BorrowingPace(SHARE, MOST, () => clock.now);
  const seen: number[] = [];
  const samples = (count: number): void => {
    for (let sample = 0; sample < count; sample++) {
      seen.push(pace.calls);
      for (let call = 0; call < SAMPLE; call++) {
        const beganAt = clock.now;
        clock.now += msOf(pace.calls);
        pace.answered(beganAt);
      }
    }
  };
  return { clock, pace, samples, seen };
}

describe('the pace of borrowing', () => {
  it('gives a lone org everything where calls take as long however many are under way', () => {
    const { pace, samples } = busy(() => 100);
    samples(20);
    expect(pace.calls).toBe(MOST);
  });

  it('goes back to the share where more calls at once are only slower, so that a flood does not stand before the others', () => {
    const { pace, samples } = busy((atOnce) => 4 * atOnce);
    samples(20);
    expect(pace.calls).toBe(SHARE);
  });

  it('finds the number between that an API bears', () => {
    const { pace, samples } = busy((atOnce) => (atOnce <= 6 ? 10 : 10 + 4 * (atOnce - 6)));
    samples(20);
    expect(pace.calls).toBeGreaterThanOrEqual(6);
    expect(pace.calls).toBeLessThanOrEqual(7);
  });

  it('measures anew how quick calls are, and borrows again once the API is quick again', () => {
    const api = { slow: true };
    const { clock, pace, samples } = busy((atOnce) => (api.slow ? 4 * atOnce : 5));
    samples(20);
    expect(pace.calls).toBe(SHARE);
    api.slow = false;
    clock.now += 60_000;
    samples(20);
    expect(pace.calls).toBe(MOST);
  });

  it('does not take a call for quick or slow that began before the number changed', () => {
    const { clock, pace, samples } = busy(() => 10);
    samples(1);
    expect(pace.calls).toBe(SHARE);
    clock.now += 50_000;
    for (let call = 0; call < SAMPLE; call++) pace.answered(0);
    samples(20);
    expect(pace.calls).toBe(MOST);
  });

  it('spends no time on finding out where an org has the connector for itself', () => {
    const clock = { now: 0 };
    const pace = new BorrowingPace(MOST, MOST, () => clock.now);
    for (let call = 0; call < 10 * SAMPLE; call++) {
      clock.now += 1_000;
      pace.answered(clock.now - 1_000);
      expect(pace.calls).toBe(MOST);
    }
  });
});

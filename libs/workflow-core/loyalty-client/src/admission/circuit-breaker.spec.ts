import { CircuitBreaker } from './circuit-breaker';

const RULE = { failedShare: 0.5, leastCalls: 20, windowMs: 30_000, pauseMs: 10_000 };

/** Lets so many calls through, one a millisecond from `at`, and ends each. */
function calls(breaker: CircuitBreaker, count: number, verdict: 'answered' | 'failed' | 'hopeless', at: number): (string | undefined)[] {
  return Array.from({ length: count }, (_, index) => {
    const letThrough = breaker.begin(at + index);
    return letThrough && breaker.end(letThrough, verdict, at + index);
  });
}

function opened(): CircuitBreaker {
  const breaker = new CircuitBreaker(RULE);
  calls(breaker, 20, 'failed', 0);
  return breaker;
}

describe('a circuit breaker', () => {
  it('opens when half of twenty calls failed, and not before the twentieth', () => {
    const breaker = new CircuitBreaker(RULE);
    calls(breaker, 10, 'answered', 0);
    expect(calls(breaker, 9, 'failed', 10)).not.toContain('opened');
    expect(calls(breaker, 1, 'failed', 19)).toEqual(['opened']);
    expect(breaker.state(20)).toBe('open');
    expect(breaker.begin(20)).toBeUndefined();
  });

  it('stays closed while fewer than half fail, however many', () => {
    const breaker = new CircuitBreaker(RULE);
    for (let at = 0; at < 20_000; at += 100) {
      calls(breaker, 3, 'answered', at);
      calls(breaker, 2, 'failed', at + 10);
    }
    expect(breaker.state(20_000)).toBe('closed');
  });

  it('does not remember failures of long ago, not even after a long silence', () => {
    const breaker = new CircuitBreaker(RULE);
    calls(breaker, 19, 'failed', 0);
    calls(breaker, 19, 'failed', 3_600_000);
    expect(breaker.state(3_600_100)).toBe('closed');
  });

  it('opens on slow calls that never fill its window', () => {
    const breaker = new CircuitBreaker(RULE);
    const changes = Array.from({ length: 20 }, (_, call) => calls(breaker, 1, 'failed', call * 120_000)[0]);
    expect(changes).toEqual([...Array.from({ length: 19 }, () => undefined), 'opened']);
  });

  it('judges many calls together, so that a few of them that fail by chance do not open it', () => {
    const breaker = new CircuitBreaker(RULE);
    calls(breaker, 1_000, 'answered', 0);
    calls(breaker, 20, 'failed', 1_000);
    expect(breaker.state(1_020)).toBe('closed');
  });

  it('opens at once when no call can fare better', () => {
    const breaker = new CircuitBreaker(RULE);
    calls(breaker, 1_000, 'answered', 0);
    expect(calls(breaker, 1, 'hopeless', 1_000)).toEqual(['opened']);
    const probe = breaker.begin(11_000)!;
    expect(breaker.end(probe, 'hopeless', 11_001)).toBeUndefined();
    expect(breaker.state(11_002)).toBe('open');
  });

  it('is not opened by calls that were not made', () => {
    const breaker = new CircuitBreaker(RULE);
    for (let at = 0; at < 50; at++) breaker.end(breaker.begin(at)!, 'none', at);
    expect(calls(breaker, 19, 'failed', 100)).not.toContain('opened');
  });

  it('lets one call try after its pause, and all once that one was answered', () => {
    const breaker = opened();
    expect(breaker.begin(10_018)).toBeUndefined();
    const probe = breaker.begin(10_019)!;
    expect(probe).toEqual({ isProbe: true });
    expect(breaker.begin(10_020)).toBeUndefined();
    expect(breaker.end(probe, 'answered', 10_500)).toBe('closed');
    expect(breaker.begin(10_501)).toEqual({ isProbe: false });
    expect(calls(breaker, 19, 'failed', 10_502)).not.toContain('opened');
  });

  it('pauses again when the one that tried failed', () => {
    const breaker = opened();
    const probe = breaker.begin(10_019)!;
    expect(breaker.end(probe, 'failed', 12_000)).toBeUndefined();
    expect(breaker.begin(21_999)).toBeUndefined();
    expect(breaker.begin(22_000)).toEqual({ isProbe: true });
  });

  it('lets another one try when the first found nothing to call for', () => {
    const breaker = opened();
    breaker.end(breaker.begin(10_019)!, 'none', 10_020);
    expect(breaker.begin(10_021)).toEqual({ isProbe: true });
  });

  it('learns nothing from a call that began before it opened: neither that all is well nor a new pause', () => {
    const breaker = new CircuitBreaker(RULE);
    const [slow, slower] = [breaker.begin(0)!, breaker.begin(0)!];
    calls(breaker, 20, 'failed', 1);
    expect(breaker.end(slow, 'answered', 5_000)).toBeUndefined();
    expect(breaker.state(5_000)).toBe('open');
    breaker.end(slower, 'failed', 9_000);
    expect(breaker.begin(10_020)).toEqual({ isProbe: true });
  });
});

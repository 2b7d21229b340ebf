import type { CallEnd } from './gateway-caller';
import { untilDefinite } from './until-definite';

const OK: CallEnd = { phase: 'ok', status: 200 };

/** Answers with these ends, one after the other. */
function answering(...ends: readonly CallEnd[]) {
  const calls = { count: 0 };
  const call = async (): Promise<CallEnd> => {
    const end = ends[calls.count];
    calls.count += 1;
    if (!end) throw new Error('It was called too often.');
    return end;
  };
  return { calls, call };
}

describe('a call that is made until its end is known', () => {
  const patience = new AbortController();
  const persistence = { random: () => 0, signal: patience.signal };

  it.each<[string, CallEnd]>([
    ['an answer that got lost', { phase: 'unknown' }],
    ['a service that is unavailable', { phase: 'unknown', status: 503, code: 2106, retryAfterMs: 1 }],
    ['too many calls', { phase: 'fail', status: 429, code: 2105, retryAfterMs: 1 }],
    ['a twin under way', { phase: 'fail', status: 409, code: 2102, retryAfterMs: 1 }],
  ])('is made again after %s', async (_, end) => {
    const { call, calls } = answering(end, OK);
    expect(await untilDefinite(call, persistence)).toBe(OK);
    expect(calls.count).toBe(2);
  });

  it.each<[string, CallEnd]>([
    ['acknowledged', OK],
    ['refused', { phase: 'fail', status: 409, code: 2002 }],
  ])('is not made again once it is %s', async (_, end) => {
    const { call, calls } = answering(end);
    expect(await untilDefinite(call, persistence)).toBe(end);
    expect(calls.count).toBe(1);
  });

  it('waits as long as it is asked to', async () => {
    const startedAt = performance.now();
    await untilDefinite(answering({ phase: 'unknown', status: 503, retryAfterMs: 300 }, OK).call, persistence);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
  });

  it('is given up when the patience ends', async () => {
    const over = new AbortController();
    const call = async (): Promise<CallEnd> => {
      over.abort();
      return { phase: 'unknown' };
    };
    expect(await untilDefinite(call, { ...persistence, signal: over.signal })).toBeUndefined();
  });
});

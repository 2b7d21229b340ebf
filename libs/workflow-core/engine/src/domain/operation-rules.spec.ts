import { type Dispatchable, refuseRedispatch, refuseReplay } from './operation-rules';
import { REQUEST_STATES, type RequestState } from './request-state';

const failed = (...replays: RequestState[]) => ({
  state: 'failed' as const,
  replays: replays.map((state, index) => ({ requestId: `replay-${index}`, state })),
});

describe('a replay', () => {
  it.each(REQUEST_STATES.filter((state) => state !== 'failed'))('is refused for a request that is %s', (state) => {
    expect(refuseReplay({ state })).toEqual({ kind: 'not-failed' });
  });

  it('is made of a failed request, also after replays that came to nothing', () => {
    expect(refuseReplay({ state: 'failed' })).toBeUndefined();
    expect(refuseReplay({ state: 'failed', erasedAt: new Date() })).toEqual({ kind: 'erased' });
    expect(refuseReplay(failed('rejected', 'withdrawn', 'expired'))).toBeUndefined();
  });

  it.each<[RequestState, string]>([
    ['pending', 'replay-open'],
    ['accepted', 'replay-open'],
    ['needs_review', 'replay-open'],
    ['approved', 'replay-executed'],
    ['failed', 'replay-failed'],
  ])('is not made a second time beside one that is %s, so that it cannot take effect twice', (state, kind) => {
    expect(refuseReplay(failed('rejected', state))).toEqual({ kind, replay: 'replay-1' });
  });
});

describe('dispatching anew', () => {
  const waiting: Dispatchable = { state: 'accepted', execution: { leased: false, dueAt: new Date(0) } };

  it('is for what waits', () => {
    expect(refuseRedispatch(waiting, false)).toBeUndefined();
  });

  it.each<[string, Dispatchable, boolean, string]>([
    ['waits for a checker', { state: 'pending' }, false, 'not-accepted'],
    ['has ended', { state: 'approved' }, false, 'not-accepted'],
    ['waits for operators', { ...waiting, state: 'needs_review' }, false, 'on-hold'],
    ['is under way', { ...waiting, execution: { leased: true, dueAt: new Date(0) } }, false, 'under-way'],
    ['was held back by hand', { ...waiting, execution: { leased: false } }, false, 'held-back'],
    ['is of a paused type', waiting, true, 'paused'],
  ])('is refused for what %s', (_case, request, paused, refusal) => {
    expect(refuseRedispatch(request, paused)).toBe(refusal);
  });
});

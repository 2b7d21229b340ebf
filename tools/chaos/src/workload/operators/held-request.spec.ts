import { type Finding, type HeldRequest, resolutionOf } from './held-request';

const NOW = 1_000_000;
const SETTLE_MS = 45_000;

function held(kind: string): HeldRequest {
  return { request: { requestId: 'r-1', details: { outcome: { kind } } }, reviews: [] };
}

function finding(changes: Partial<Finding>): Finding {
  return { effects: 0, absentSince: undefined, now: NOW, settleMs: SETTLE_MS, isWanted: false, ...changes };
}

describe('what operators say of a request on hold', () => {
  it('is executed as soon as the ledger shows an effect', () => {
    expect(resolutionOf(held('unknown'), finding({ effects: 1 }))).toBe('executed');
  });

  it('is nothing while the ledger cannot be read', () => {
    expect(resolutionOf(held('held'), finding({ effects: undefined, absentSince: 0 }))).toBeUndefined();
  });

  it('is nothing while a call that was lost sight of may still take effect', () => {
    expect(resolutionOf(held('unknown'), finding({}))).toBeUndefined();
    expect(resolutionOf(held('unknown'), finding({ absentSince: NOW - SETTLE_MS + 1 }))).toBeUndefined();
  });

  it('is that it was not executed, or a new try, once nothing can come any more', () => {
    const settled = { absentSince: NOW - SETTLE_MS };
    expect(resolutionOf(held('unknown'), finding(settled))).toBe('not-executed');
    expect(resolutionOf(held('unknown'), finding({ ...settled, isWanted: true }))).toBe('retry');
  });

  it('is that it was not executed at once, where that is sure', () => {
    expect(resolutionOf(held('held'), finding({ isWanted: true }))).toBe('not-executed');
  });
});

import type { ChaosResult } from '../chaos-result';
import { madeResult } from './testdata/made-result';
import { verdictOf, violationsOf } from './verdict';

const BROKEN = {
  id: 'I5',
  title: 'An approved request has one effect',
  checked: 3_500,
  violations: [{ invariant: 'I5', orgId: 101, requestId: 'r-1', sentence: 'The ledger shows 2 effects.' }],
};

function withCheck(check: Partial<ChaosResult['check']>): ChaosResult {
  const made = madeResult();
  return madeResult({ check: { ...made.check, ...check } });
}

describe('the verdict on a run', () => {
  it('is passed when nothing is violated and the floor is reached', () => {
    expect(verdictOf(madeResult())).toMatchObject({ passed: true, floor: [{ isReached: true }, { isReached: true }] });
  });

  it('is failed by one violation, and says of what', () => {
    const { passed, sentences } = verdictOf(withCheck({ invariants: [BROKEN], violations: BROKEN.violations }));
    expect(passed).toBe(false);
    expect(sentences).toEqual(['I5 is violated once: An approved request has one effect.']);
  });

  it('is failed by a violation that no invariant lists', () => {
    expect(verdictOf(withCheck({ violations: BROKEN.violations }))).toMatchObject({ passed: false, sentences: ['I5 is violated.'] });
  });

  it('counts violations that are too many to be listed', () => {
    expect(violationsOf({ ...BROKEN, clauses: [{ name: 'one effect', checked: 3_500, broken: 70 }] })).toBe(70);
  });

  it('is failed when too few requests came to their end, however clean they are', () => {
    const { passed, sentences } = verdictOf(withCheck({ requests: { submitted: 10_000, terminal: 9_499, byState: {} } }));
    expect(passed).toBe(false);
    expect(sentences).toEqual([
      'The liveness floor is missed: at least 95.0 % of requests that came to their end were wanted, and it was 94.9 %.',
    ]);
    expect(verdictOf(withCheck({ requests: { submitted: 10_000, terminal: 9_500, byState: {} } })).passed).toBe(true);
  });

  it('is failed when everything errored while faults were active', () => {
    const callsDuringFaults = { total: 1_000, ok: 599, fail: 0, unknown: 401 };
    expect(verdictOf(madeResult({ callsDuringFaults })).passed).toBe(false);
    expect(verdictOf(madeResult({ callsDuringFaults: { ...callsDuringFaults, ok: 600 } })).passed).toBe(true);
  });

  it('is failed when nobody called during the faults, and not when there were none', () => {
    const callsDuringFaults = { total: 0, ok: 0, fail: 0, unknown: 0 };
    expect(verdictOf(madeResult({ callsDuringFaults })).passed).toBe(false);
    expect(verdictOf(madeResult({ callsDuringFaults, faults: [] })).passed).toBe(true);
  });

  it('is failed when nothing was submitted', () => {
    expect(verdictOf(withCheck({ requests: { submitted: 0, terminal: 0, byState: {} } })).passed).toBe(false);
  });

  it('is failed when no invariant has looked at anything', () => {
    const nothing = { id: 'I1', title: 'What was acknowledged is there', checked: 0, violations: [] };
    expect(verdictOf(withCheck({ invariants: [nothing] }))).toMatchObject({
      passed: false,
      sentences: ['No invariant has looked at anything.'],
    });
  });
});

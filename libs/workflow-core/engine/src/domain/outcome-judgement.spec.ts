import type { ExecutionOutcome } from '@countersign/contract';
import { type JudgedAttempt, judgeAttempt, judgeLoss, type LostAttempt, MOST_ATTEMPTS } from './outcome-judgement';

const executed: ExecutionOutcome = { kind: 'executed' };
const refused: ExecutionOutcome = { kind: 'refused', code: '803', message: 'Not enough points' };
const duplicate: ExecutionOutcome = { kind: 'duplicate', code: '744', message: 'Reference number already exists' };
const retry: ExecutionOutcome = { kind: 'retry', code: '521', message: 'Customer is locked' };
const lost: ExecutionOutcome = { kind: 'in-doubt', code: 'timeout', message: 'No answer in time' };
const hold: ExecutionOutcome = { kind: 'hold', code: '3002', message: 'No expiry strategy' };

function judge(overrides: Partial<JudgedAttempt>) {
  return judgeAttempt({ outcome: executed, inDoubt: false, contested: false, whenInDoubt: 'replay', attempts: 1, random: 0, ...overrides });
}

describe('judging an attempt that is not in doubt', () => {
  it('approves on success and keeps a partial success visible', () => {
    expect(judge({})).toMatchObject({ next: 'approved', outcome: { kind: 'executed', attempts: 1 } });
    const warnings = [{ code: '1040', message: 'Active issue exists', reference: '5001001' }];
    expect(judge({ outcome: { kind: 'executed', partial: true, warnings } })).toMatchObject({
      next: 'approved',
      outcome: { partial: true, warnings },
    });
  });

  it.each([refused, duplicate])('fails on a definite no: $kind', (outcome) => {
    expect(judge({ outcome })).toMatchObject({ next: 'failed', outcome: { kind: 'refused', attempts: 1 } });
  });

  it('comes back later, without doubt, when nothing was applied', () => {
    expect(judge({ outcome: retry })).toEqual({ next: 'due', inDoubt: false, dueInMs: 500 });
  });

  it('never undercuts what the loyalty API asked to wait', () => {
    expect(judge({ outcome: { ...retry, retryAfterMs: 7_000 } })).toMatchObject({ next: 'due', dueInMs: 7_000 });
  });

  it('holds without doubt when only a person can make the next try succeed', () => {
    expect(judge({ outcome: hold })).toMatchObject({ next: 'needs_review', inDoubt: false, outcome: { kind: 'held', code: '3002' } });
  });

  it('fails on 744 after a mere lock: doubt counts, not attempts', () => {
    expect(judge({ outcome: duplicate, attempts: 2 })).toMatchObject({ next: 'failed' });
  });
});

describe('a lost answer', () => {
  it('is replayed with the same key where the loyalty API enforces it', () => {
    expect(judge({ outcome: lost })).toMatchObject({ next: 'due', inDoubt: true });
  });

  it('is never resent where nothing enforces a key', () => {
    expect(judge({ outcome: lost, whenInDoubt: 'hold' })).toMatchObject({
      next: 'needs_review',
      inDoubt: true,
      outcome: { kind: 'unknown' },
    });
  });

  it('never turns into failed by a later refusal', () => {
    expect(judge({ outcome: refused, inDoubt: true, attempts: 2 })).toMatchObject({ next: 'needs_review', inDoubt: true });
  });

  it('turns into approved by a duplicate that only we can have caused', () => {
    expect(judge({ outcome: duplicate, inDoubt: true, attempts: 2 })).toMatchObject({
      next: 'approved',
      outcome: { kind: 'executed', attempts: 2 },
    });
  });

  it('stays with a person when another request used the same key', () => {
    expect(judge({ outcome: duplicate, inDoubt: true, contested: true })).toMatchObject({ next: 'needs_review', inDoubt: true });
  });

  it('stays in doubt across a later attempt that surely did nothing', () => {
    expect(judge({ outcome: retry, inDoubt: true })).toMatchObject({ next: 'due', inDoubt: true });
  });
});

it.each([retry, lost])('gives up guessing after the last attempt and asks a person: $kind', (outcome) => {
  expect(judge({ outcome, attempts: MOST_ATTEMPTS })).toMatchObject({ next: 'needs_review' });
});

describe('judging an attempt whose worker was lost', () => {
  function loss(overrides: Partial<LostAttempt>) {
    const known = { inDoubt: false, contested: false, whenInDoubt: 'replay', attempts: 1, random: 0 } as const;
    return judgeLoss({ ...known, sent: false, losses: 1, ...overrides });
  }

  it('comes back without doubt when the call never left', () => {
    expect(loss({ whenInDoubt: 'hold' })).toEqual({ next: 'due', inDoubt: false, dueInMs: 500 });
  });

  it('is in doubt when the call may have left', () => {
    expect(loss({ sent: true })).toMatchObject({ next: 'due', inDoubt: true });
    expect(loss({ sent: true, whenInDoubt: 'hold' })).toMatchObject({ next: 'needs_review', inDoubt: true });
  });

  it.each([
    ['nothing was sent', { sent: false }, false],
    ['the call may have left', { sent: true }, true],
    ['an earlier attempt is in doubt', { sent: false, inDoubt: true }, true],
  ])('holds a request that takes its worker with it for the third time: %s', (_, overrides, inDoubt) => {
    expect(loss({ ...overrides, losses: 2 })).toMatchObject({ next: 'due' });
    expect(loss({ ...overrides, losses: 3 })).toMatchObject({ next: 'needs_review', inDoubt, outcome: { code: 'worker-lost' } });
  });
});

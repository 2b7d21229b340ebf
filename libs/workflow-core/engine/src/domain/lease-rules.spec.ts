import {
  claimLease,
  type Execution,
  isContested,
  isDue,
  isLost,
  keyIsInDoubt,
  mustWait,
  newExecution,
  passFence,
  putOff,
  releaseLease,
  renewLease,
  settleLease,
  takeOver,
} from './lease-rules';

const LEASE_MS = 12_000;
const LEAST_LEFT_MS = 3_000;

const due = newExecution(100);
const claimed: Execution = { ...due, epoch: 1, leaseUntil: 100 + LEASE_MS, attempts: 1 };
const sent: Execution = { ...claimed, sentAt: 101 };

describe('claiming', () => {
  it('raises the epoch, counts the attempt and gives a lease of its full length', () => {
    expect(claimLease(due, 0, 100, LEASE_MS)).toEqual(claimed);
  });

  it.each([
    ['before it is due', due, 0, 99],
    ['for an older epoch', { ...due, epoch: 1 }, 0, 100],
    ['while another holds it', claimed, 1, 200],
    ['while it is held by one whose lease ran out', claimed, 1, 100 + LEASE_MS + 1],
    ['while an operator is asked', { ...due, dueAt: Number.POSITIVE_INFINITY }, 0, Number.MAX_SAFE_INTEGER],
  ])('gives nothing %s', (_, execution, epoch, now) => {
    expect(claimLease(execution, epoch, now, LEASE_MS)).toBeUndefined();
  });

  it('keeps the doubt and forgets the call of the attempt before', () => {
    expect(claimLease({ ...due, inDoubt: true, sentAt: 7 }, 0, 100, LEASE_MS)).toMatchObject({ inDoubt: true, sentAt: undefined });
  });

  it('that has to wait is due later under a new epoch, without having been an attempt', () => {
    expect(putOff(due, 100)).toEqual({ ...due, epoch: 1, dueAt: 300 });
  });
});

describe('the fence', () => {
  it('marks the call as sent, once', () => {
    expect(passFence(claimed, 1, 101, LEAST_LEFT_MS)).toEqual(sent);
    expect(passFence(sent, 1, 102, LEAST_LEFT_MS)).toBeUndefined();
  });

  it.each([
    ['an older epoch', { ...claimed, epoch: 2 }, 101],
    ['a lease that was given back', { ...claimed, leaseUntil: undefined }, 101],
    ['less left than a call may take', claimed, 100 + LEASE_MS - LEAST_LEFT_MS + 1],
  ])('is not passed with %s', (_, execution, now) => {
    expect(passFence(execution, 1, now, LEAST_LEFT_MS)).toBeUndefined();
  });

  it('is passed with just enough left', () => {
    expect(passFence(claimed, 1, 100 + LEASE_MS - LEAST_LEFT_MS, LEAST_LEFT_MS)).toBeDefined();
  });
});

describe('a lease', () => {
  it('has its whole length again when it is renewed, for its holder alone', () => {
    expect(renewLease(claimed, 1, 500, LEASE_MS)).toEqual({ ...claimed, leaseUntil: 500 + LEASE_MS });
    expect(renewLease(claimed, 0, 500, LEASE_MS)).toBeUndefined();
    expect(renewLease({ ...claimed, leaseUntil: undefined }, 1, 500, LEASE_MS)).toBeUndefined();
  });

  it('that is given back leaves the execution due as if it had never been claimed', () => {
    const released = releaseLease(claimed, 1);
    expect(released).toEqual({ ...due, epoch: 1 });
    expect(released && isDue(released, 100)).toBe(true);
  });

  it('is not given back once the call may have left, nor by one who lost it', () => {
    expect(releaseLease(sent, 1)).toBeUndefined();
    expect(releaseLease(claimed, 0)).toBeUndefined();
  });

  it('that ran out is taken over under a new epoch, and still tells whether the call may have left and how often it was lost', () => {
    const lostAt = 100 + LEASE_MS + 1;
    expect(isLost(sent, lostAt - 1)).toBe(false);
    expect(takeOver(sent, lostAt - 1, LEASE_MS)).toBeUndefined();
    expect(takeOver(sent, lostAt, LEASE_MS)).toEqual({ ...sent, epoch: 2, leaseUntil: lostAt + LEASE_MS, losses: 1 });
    expect(takeOver(due, lostAt, LEASE_MS)).toBeUndefined();
  });
});

describe('settling', () => {
  it.each(['approved', 'failed'] as const)('as %s leaves no execution', (next) => {
    expect(settleLease(sent, 1, { next }, 200)).toEqual({ left: undefined });
  });

  it('as due gives the lease back and sets the doubt', () => {
    const settling = { next: 'due', inDoubt: true, dueInMs: 1_000 } as const;
    expect(settleLease(sent, 1, settling, 200)).toEqual({
      left: { ...sent, leaseUntil: undefined, sentAt: undefined, inDoubt: true, dueAt: 1_200 },
    });
  });

  it('as held never comes back by itself', () => {
    const settled = settleLease(sent, 1, { next: 'needs_review', inDoubt: false }, 200);
    expect(settled?.left && isDue(settled.left, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it('changes nothing for a zombie, nor a second time', () => {
    expect(settleLease({ ...sent, epoch: 2 }, 1, { next: 'approved' }, 200)).toBeUndefined();
    expect(settleLease({ ...sent, leaseUntil: undefined }, 1, { next: 'approved' }, 200)).toBeUndefined();
  });
});

describe('neighbours', () => {
  const leased = { state: 'accepted', execution: claimed } as const;
  const doubtful = { state: 'accepted', execution: { ...due, inDoubt: true } } as const;
  const waiting = { state: 'accepted', execution: due } as const;

  it('of the same customer let one call through at a time', () => {
    expect(mustWait(due, [leased], [])).toBe(true);
    expect(mustWait({ ...due, inDoubt: true }, [leased], [])).toBe(true);
    expect(mustWait(due, [waiting, { state: 'approved' }], [])).toBe(false);
  });

  it('that came into doubt since the claim stop the call at the fence', () => {
    expect(keyIsInDoubt(claimed, [doubtful])).toBe(true);
    expect(keyIsInDoubt({ ...claimed, inDoubt: true }, [doubtful])).toBe(false);
    expect(keyIsInDoubt(claimed, [waiting])).toBe(false);
  });

  it('in doubt about the same loyalty key are waited for, except by one that is in doubt itself', () => {
    expect(mustWait(due, [], [doubtful])).toBe(true);
    expect(mustWait({ ...due, inDoubt: true }, [], [doubtful])).toBe(false);
    expect(mustWait(due, [], [{ ...doubtful, state: 'needs_review' }])).toBe(false);
  });

  it.each([
    ['approved', { state: 'approved' }, true],
    ['held for review', { state: 'needs_review' }, true],
    ['under way', leased, true],
    ['in doubt', doubtful, true],
    ['waiting', waiting, false],
    ['failed', { state: 'failed' }, false],
    ['pending', { state: 'pending' }, false],
  ] as const)('with the same loyalty key that are %s contest it or not', (_, neighbour, contested) => {
    expect(isContested([neighbour])).toBe(contested);
  });
});

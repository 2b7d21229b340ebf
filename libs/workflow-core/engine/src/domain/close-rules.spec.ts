import { type Closable, type Closing, isPublicStep, judgeClose } from './close-rules';

const MAKER = 1;
const CHECKER = 2;
const request: Closable = { state: 'pending', requesterId: MAKER, payloadDigest: 'seen', approvals: 0, quorum: 1, deciders: [] };
const approve: Closing = { action: 'approve', checkerId: CHECKER };

describe('ending the wait for a checker', () => {
  it.each([
    [approve, 'accepted', 'checker', 1],
    [{ action: 'reject', checkerId: CHECKER }, 'rejected', 'checker', 0],
    [{ action: 'send-back', checkerId: CHECKER }, 'rejected', 'checker', 0],
    [{ action: 'withdraw', makerId: MAKER }, 'withdrawn', 'maker', 0],
  ] as const)('moves a pending request: %j', (closing, to, by, approvals) => {
    expect(judgeClose(request, closing, 0)).toEqual({ kind: 'moves', to, by, approvals });
  });

  it('leaves the request pending until its quorum is reached', () => {
    const first = judgeClose({ ...request, quorum: 2 }, approve, 0);
    expect(first).toMatchObject({ to: 'pending', approvals: 1 });
    const second = judgeClose({ ...request, quorum: 2, approvals: 1, deciders: [3] }, approve, 0);
    expect(second).toMatchObject({ to: 'accepted', approvals: 2 });
  });

  it('expires what nobody decided in time, and nothing before', () => {
    expect(judgeClose({ ...request, expiresAt: 10 }, { action: 'expire' }, 10)).toMatchObject({ to: 'expired', by: 'clock' });
    expect(judgeClose({ ...request, expiresAt: 10 }, { action: 'expire' }, 9)).toEqual({ kind: 'refused', reason: 'not-expired' });
    expect(judgeClose(request, { action: 'expire' }, 9)).toEqual({ kind: 'refused', reason: 'not-expired' });
  });

  it.each([
    ['own-request', request, { ...approve, checkerId: MAKER }],
    ['own-request', { ...request, state: 'approved' }, { ...approve, checkerId: MAKER }],
    ['not-maker', request, { action: 'withdraw', makerId: CHECKER }],
    ['not-pending', { ...request, state: 'rejected' }, approve],
    ['not-pending', { ...request, state: 'accepted' }, { action: 'withdraw', makerId: MAKER }],
    ['not-pending', { ...request, state: 'withdrawn' }, { action: 'expire' }],
    ['already-decided-by-caller', { ...request, quorum: 2, deciders: [CHECKER] }, approve],
    ['expired', { ...request, expiresAt: 0 }, approve],
    ['digest-differs', request, { ...approve, digest: 'of something else' }],
  ] as const)('is refused as %s', (reason, stored, closing) => {
    expect(judgeClose(stored, closing, 5)).toEqual({ kind: 'refused', reason });
  });
});

describe('a step', () => {
  it('is public where the state machine says so', () => {
    expect(isPublicStep('none', 'pending', 'maker')).toBe(true);
    expect(isPublicStep('pending', 'accepted', 'checker')).toBe(false);
  });

  it('that is not listed, or is caused by another one, is a defect', () => {
    expect(() => isPublicStep('rejected', 'accepted', 'checker')).toThrow('There is no way from rejected to accepted by checker.');
    expect(() => isPublicStep('accepted', 'approved', 'checker')).toThrow('by checker');
  });
});

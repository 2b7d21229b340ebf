import type { DecisionView, RequestView, State } from '../api/request-view';
import { foundOut } from './found-out';

const CHEN = 2001;
const by = (checkerId: number, decision: DecisionView['decision']) =>
  ({ checkerId, checkerName: 'Cleo Checker', decision, comment: 'ok' }) as DecisionView;
const request = (requestId: string, state: State = 'AdminTask', ...decisions: readonly DecisionView[]) =>
  ({ requestId, state, userName: 'Maya', details: { decisions, approval: {} } }) as unknown as RequestView;
const MEANT = { verdict: 'approved', comment: 'ok', requests: [request('a'), request('b')] } as const;
const wentOf = (...now: readonly (RequestView | undefined)[]) => foundOut(MEANT, now, CHEN).map(({ worked, words }) => [worked, words]);

describe('a decision of which no answer came', () => {
  it('was counted where its request has it, and was not where somebody else has decided', () => {
    expect(wentOf(request('a', 'approved', by(CHEN, 'approved')), request('b', 'rejected', by(2002, 'rejected')))).toEqual([
      [true, 'Approved and done.'],
      [false, 'Cleo Checker rejected it before you did. Your decision was not counted.'],
    ]);
    expect(wentOf(request('a', 'AdminTask', by(CHEN, 'approved')), request('b', 'expired'))).toEqual([
      [true, expect.stringMatching(/^Counted/)],
      [false, expect.stringMatching(/has expired/)],
    ]);
  });

  it('is not known of a request that still waits for it, or could not be read', () => {
    const counted = [true, 'Approved and done.'];
    expect(wentOf(request('a', 'approved', by(CHEN, 'approved')), request('b'))).toEqual([counted]);
    expect(wentOf(request('a', 'approved', by(CHEN, 'approved')), undefined)).toEqual([counted]);
    expect(wentOf(request('a', 'AdminTask', by(2002, 'approved')), undefined)).toEqual([]);
  });

  it('was counted with what the same person had said before, and says that this comment was not kept', () => {
    const now = [request('a', 'approved', { ...by(CHEN, 'approved'), comment: 'other' }), request('b', 'expired')];
    expect(foundOut(MEANT, now, CHEN)[0]).toMatchObject({ worked: true, isCommentLost: true });
  });

  it('is not taken for another verdict of the same person', () => {
    expect(
      wentOf(request('a', 'rejected', by(CHEN, 'rejected')), request('b', 'rejected', by(CHEN, 'rejected'))).map(([worked]) => worked),
    ).toEqual([false, false]);
  });
});

import type { DecisionView, RequestView, State } from '../api/request-view';
import { whoDecidedMeanwhile, whoWasFaster } from './race-words';

function request(state: State, ...decisions: readonly Partial<DecisionView>[]): RequestView {
  return { state, userId: 1001, userName: 'Maya Maker', details: { decisions } } as unknown as RequestView;
}

const olive = { checkerId: 2002, checkerName: 'Olive Other', decision: 'sent-back' } as const;

describe('who was faster', () => {
  it('is told by name and verdict', () => {
    expect(whoWasFaster(request('rejected', olive), 2001)).toBe('Olive Other sent it back before you did. Your decision was not counted.');
    expect(whoWasFaster(request('expired'), 2001)).toBe('Its time was over before you decided: it has expired.');
    expect(whoWasFaster(request('approved', { ...olive, decision: 'approved' }), 2002)).toBe(
      'You approved it before; this decision changed nothing.',
    );
  });

  it('is told to whoever looks, but not to whoever did it', () => {
    expect(whoDecidedMeanwhile(request('rejected', olive), 2001)).toBe('Olive Other sent it back while you looked at it.');
    expect(whoDecidedMeanwhile(request('rejected', olive), 2002)).toBeUndefined();
    expect(whoDecidedMeanwhile(request('withdrawn'), 1001)).toBeUndefined();
    expect(whoDecidedMeanwhile(request('AdminTask', olive), 2001)).toBeUndefined();
  });
});

import type { ApprovalView, DecisionView, RequestView, State } from '../api/request-view';
import { standingOf } from './standing';

const TWO_LEVELS = {
  quorum: 2,
  given: 0,
  next: 'CanCheckRequest',
  levels: [
    { grant: 'CanCheckRequest', checkers: 1, given: 0 },
    { grant: 'CanCheckRequestSenior', checkers: 1, given: 0 },
  ],
};

function request(approval: Partial<ApprovalView> = {}, state: State = 'AdminTask', deciders: readonly number[] = []): RequestView {
  const decisions = deciders.map((checkerId) => ({ checkerId }) as DecisionView);
  return { userId: 1001, state, details: { approval, decisions } } as unknown as RequestView;
}

const checker = { id: 2001, grants: ['CanCheckRequest'] };
const senior = { id: 2002, grants: ['CanCheckRequestSenior'] };
const EVERY = ['approved', 'rejected', 'sent-back'];

describe('standingOf', () => {
  it('lets a checker say everything on what somebody else asked for', () => {
    expect(standingOf(request({ next: 'CanCheckRequest' }), checker)).toEqual({ verdicts: EVERY, isOwn: false });
  });

  it('never lets a maker decide on their own request, whatever they hold', () => {
    const both = { id: 1001, grants: ['CanMakeRequest', 'CanCheckRequest', 'CanCheckRequestSenior'] };
    expect(standingOf(request(TWO_LEVELS), both)).toEqual({
      verdicts: [],
      why: 'You asked for this: another checker decides.',
      isOwn: true,
    });
  });

  it('lets a checker of a later level reject, and says whose approval is next', () => {
    const { verdicts, why } = standingOf(request(TWO_LEVELS), senior);
    expect(verdicts).toEqual(['rejected', 'sent-back']);
    expect(why).toContain('The next approval takes a checker.');
  });

  it('lets nobody approve twice', () => {
    const { verdicts, why } = standingOf(request({ ...TWO_LEVELS, next: 'CanCheckRequestSenior' }, 'AdminTask', [2001]), checker);
    expect({ verdicts, why }).toEqual({ verdicts: [], why: 'You have approved this already: it takes another checker now.' });
  });

  it('says which grant is missing', () => {
    const seniors = { next: 'CanCheckRequestSenior', levels: [{ grant: 'CanCheckRequestSenior', checkers: 1, given: 0 }] };
    expect(standingOf(request(seniors), checker)).toMatchObject({
      verdicts: [],
      why: 'This takes a senior checker.',
    });
    expect(standingOf(request(), { id: 1002, grants: ['CanMakeRequest'] })).toMatchObject({
      verdicts: [],
      why: 'Checkers decide on this.',
    });
  });

  it('offers nothing once the request has ended', () => {
    expect(standingOf(request({}, 'rejected'), checker)).toMatchObject({ verdicts: [], why: 'This no longer waits for a checker.' });
  });
});

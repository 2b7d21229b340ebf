import type { RequestView } from '../api/request-view';
import { lapseInWords } from './lapse';

const person = { id: 2001, grants: ['CanCheckRequest'] };
const rejectedBy = (checkerId: number, checkerName: string) =>
  ({
    state: 'rejected',
    userId: 1001,
    details: { decisions: [{ checkerId, checkerName, decision: 'rejected' }], approval: {} },
  }) as unknown as RequestView;

describe('a mark that is dropped', () => {
  it('says who decided, and that somebody has to choose anew where it was the last', () => {
    expect(lapseInWords([rejectedBy(2002, 'Cleo Checker')], 0, person)).toBe(
      'The request that you had marked can no longer be decided on: Cleo Checker rejected it while you looked at it. Go to a request or mark one before you decide.',
    );
  });

  it('says how many are left, and what somebody did elsewhere themselves', () => {
    expect(lapseInWords([rejectedBy(2002, 'Cleo Checker'), rejectedBy(2001, 'Chen')], 1, person)).toBe(
      '2 marked requests can no longer be decided on. 1 of them: Cleo Checker rejected it while you looked at it. 1 of them: You rejected it. 1 request still marked.',
    );
    expect(lapseInWords([rejectedBy(2002, 'Cleo Checker'), rejectedBy(2002, 'Cleo Checker')], 2, person)).toBe(
      '2 marked requests can no longer be decided on. Each: Cleo Checker rejected it while you looked at it. 2 requests still marked.',
    );
  });
});

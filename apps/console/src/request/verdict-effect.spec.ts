import type { ApprovalView, RequestView } from '../api/request-view';
import { effectOf } from './verdict-effect';

const LEVELS = [
  { grant: 'CanCheckRequest', checkers: 1, given: 0 },
  { grant: 'CanCheckRequestSenior', checkers: 1, given: 0 },
];
const request = (approval: Partial<ApprovalView>) => ({ details: { approval } }) as RequestView;
const last = request({ quorum: 1, given: 0, next: 'CanCheckRequest' });
const first = request({ quorum: 2, given: 0, next: 'CanCheckRequest', levels: LEVELS });
const FINAL = 'What is approved is carried out at once and cannot be taken back here.';

describe('what an approval brings about', () => {
  it('is not said to be carried out where another approval is needed', () => {
    expect(effectOf('approved', [first])).toBe(
      'This is approval 1 of 2. Nothing is carried out before a senior checker has approved it too.',
    );
    expect(effectOf('approved', [request({ quorum: 2, given: 0 })])).toContain('before another checker has approved');
    expect(effectOf('approved', [first, first])).toBe('Nothing is carried out yet: each of them waits for another approval then.');
    expect(effectOf('approved', [first, last])).toBe(`1 request of 2 will wait for another approval. ${FINAL}`);
  });

  it('is final with the last one', () => {
    const second = request({
      quorum: 2,
      given: 1,
      next: 'CanCheckRequestSenior',
      levels: [{ ...LEVELS[0]!, given: 1 }, LEVELS[1]!],
    });
    expect(effectOf('approved', [last, second])).toBe(FINAL);
    expect(effectOf('rejected', [first])).toContain('The maker reads your comment.');
  });
});

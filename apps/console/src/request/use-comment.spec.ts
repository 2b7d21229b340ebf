import { commentPlace } from './use-comment';

jest.mock('../session/draft', () => ({}));

describe('the draft of a comment', () => {
  it('is never found beside another verdict or other requests, and is the same in any order of them', () => {
    const [a, b] = [{ requestId: 'a' }, { requestId: 'b' }];
    const places = (['approved', 'rejected', 'sent-back', 'open'] as const).map((verdict) => commentPlace([a], verdict));
    expect(new Set([...places, commentPlace([a, b], 'approved')]).size).toBe(5);
    expect(commentPlace([b, a], 'approved')).toBe(commentPlace([a, b], 'approved'));
  });
});

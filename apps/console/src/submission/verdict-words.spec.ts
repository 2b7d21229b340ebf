import { verdictWords } from './verdict-words';

describe('what a policy will make of a request, in words', () => {
  it('says that no checker is asked', () => {
    expect(verdictWords({ kind: 'auto' })).toBe('It will be approved at once, without a checker.');
  });

  it('counts the checkers', () => {
    expect(verdictWords({ kind: 'checker', quorum: 1, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] })).toBe('It needs 1 checker.');
    expect(verdictWords({ kind: 'checker', quorum: 2 })).toBe('It needs 2 checkers.');
  });

  it('names the levels in their order', () => {
    const levels = [
      { grant: 'CanCheckRequest', checkers: 1 },
      { grant: 'CanCheckRequestSenior', checkers: 2 },
    ];
    expect(verdictWords({ kind: 'checker', quorum: 3, levels })).toBe('It needs 3 checkers: 1 checker, then 2 senior checkers.');
  });
});

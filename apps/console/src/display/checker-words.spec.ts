import { checkersByGrant, checkersOfRank, grantInWords } from './checker-words';

describe('who holds a grant', () => {
  it('is said by the rank in its name', () => {
    expect(['CanCheckRequest', 'CanCheckRequestSenior', 'CanCheckRequestAssociate'].map(grantInWords)).toEqual([
      'a checker',
      'a senior checker',
      'an associate checker',
    ]);
    expect(checkersOfRank('CanCheckRequestSenior', 2)).toBe('senior checkers');
  });

  it('never reads like who holds another one, nor like another number', () => {
    const alike = ['Senior', 'senior', 'SENIOR', 'SeniOr', 'OrNobody', '1', 'Lead2'].map((rank) => `CanCheckRequest${rank}`);
    expect(new Set(alike.map((grant) => checkersOfRank(grant, 2))).size).toBe(alike.length);
    expect(checkersOfRank('CanCheckRequest1', 10)).toBe('checkers with CanCheckRequest1');
    expect(grantInWords('CanCheckRequestOrNobody')).toBe('a checker with CanCheckRequestOrNobody');
  });

  it('is named by the grant itself where it is agreed on, because any word may be a rank', () => {
    expect(checkersByGrant('CanCheckRequest', 2)).toBe('checkers');
    expect(checkersByGrant('CanCheckRequestAny', 1)).toBe('checker with CanCheckRequestAny');
  });
});

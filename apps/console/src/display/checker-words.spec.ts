import { checkersWith, grantInWords } from './checker-words';

describe('who holds a grant', () => {
  it('is said by the rank in its name', () => {
    expect(['CanCheckRequest', 'CanCheckRequestSenior', 'CanCheckRequestAssociate'].map(grantInWords)).toEqual([
      'a checker',
      'a senior checker',
      'an associate checker',
    ]);
    expect(checkersWith('CanCheckRequestSenior', 2)).toBe('senior checkers');
  });

  it('never reads like who holds another one, nor like another number', () => {
    const alike = ['Senior', 'senior', 'SENIOR', 'SeniOr', 'OrNobody', '1', 'Lead2'].map((rank) => `CanCheckRequest${rank}`);
    expect(new Set(alike.map((grant) => checkersWith(grant, 2))).size).toBe(alike.length);
    expect(checkersWith('CanCheckRequest1', 10)).toBe('checkers with CanCheckRequest1');
    expect(grantInWords('CanCheckRequestOrNobody')).toBe('a checker with CanCheckRequestOrNobody');
  });
});

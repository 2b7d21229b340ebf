import { DEFAULT_POLICY, judgeByPolicy, type Policy } from './policy';

const summary = { customer: '5001001', line: 'Grant points' };
const upTo100: Policy = { version: 1, autoApproval: { mode: 'up-to', amount: 100 } };

describe('judging a request by its policy', () => {
  it('sends every request to a checker where no policy was ever set', () => {
    expect(judgeByPolicy(DEFAULT_POLICY, { ...summary, amount: 1 })).toBe('checker');
  });

  it('approves by itself when switched on', () => {
    expect(judgeByPolicy({ version: 1, autoApproval: { mode: 'on' } }, summary)).toBe('auto');
  });

  it('approves up to the amount, the amount included', () => {
    expect(judgeByPolicy(upTo100, { ...summary, amount: 100 })).toBe('auto');
    expect(judgeByPolicy(upTo100, { ...summary, amount: 100.001 })).toBe('checker');
  });

  it('sends a request without an amount to a checker when the limit is an amount', () => {
    expect(judgeByPolicy(upTo100, summary)).toBe('checker');
  });
});

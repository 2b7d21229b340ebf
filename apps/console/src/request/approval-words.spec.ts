import { approvalInWords } from './approval-words';

const checker = { policyVersion: 1, verdict: 'checker' } as const;

describe('approvalInWords', () => {
  it('says how far it has come and whose turn it is', () => {
    expect(approvalInWords({ ...checker, quorum: 1, given: 0, next: 'CanCheckRequest' })).toBe('Needs 1 approval');
    expect(approvalInWords({ ...checker, band: 2, quorum: 2, given: 1, next: 'CanCheckRequestSenior' })).toBe(
      'Band 2: 1 of 2 approvals, next: a senior checker',
    );
  });

  it('names nobody when nobody is waited for', () => {
    expect(approvalInWords({ ...checker, quorum: 1, given: 1 })).toBe('1 approval given');
    expect(approvalInWords({ ...checker, quorum: 1, given: 0 })).toBe('No approval given');
    expect(approvalInWords({ policyVersion: 1, verdict: 'auto' })).toBe('Approved by policy');
  });
});

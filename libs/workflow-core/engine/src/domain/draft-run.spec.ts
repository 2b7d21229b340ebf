import { DraftRun, type Resubmitted } from './draft-run';
import type { Policy } from './policy';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const on: Policy = { version: 0, autoApproval: { mode: 'on' } };

function asked(at: number, own: Partial<Resubmitted> = {}): Resubmitted {
  return { id: `r-${at}`, at, makerId: 1, customerKey: 'asha', amount: 10, waited: true, ...own };
}

function kindsOf(policy: Policy, submissions: readonly Resubmitted[]): string[] {
  const run = new DraftRun(policy, undefined);
  return submissions.map((submission) => {
    const verdict = run.judge(submission);
    return verdict.kind === 'refused' ? verdict.reason : verdict.kind;
  });
}

describe('a draft policy over past submissions', () => {
  it('counts what it lets in and not what it refuses, day by day', () => {
    const capped = { ...on, dailyCaps: { maker: { amount: 20 } } };
    const submissions = [asked(1), asked(2, { amount: 11 }), asked(3), asked(4), asked(DAY)];
    expect(kindsOf(capped, submissions)).toEqual(['auto', 'maker-cap', 'auto', 'maker-cap', 'auto']);
  });

  it('gives back what came to nothing, from then on', () => {
    const capped = { ...on, dailyCaps: { customer: { requests: 1 } } };
    const submissions = [asked(1, { cameToNothingAt: 3 }), asked(2), asked(3, { cameToNothingAt: 9 }), asked(4), asked(10)];
    expect(kindsOf(capped, submissions)).toEqual(['auto', 'customer-cap', 'auto', 'customer-cap', 'auto']);
  });

  it('takes a request for pending only where the draft asks a checker, and as long as one took', () => {
    const submissions = [asked(1, { waitedUntil: 5 }), asked(4), asked(5, { waited: false }), asked(6)];
    const refuse = { sameCustomerPending: 'refuse' } as const;
    expect(kindsOf({ ...on, duplicates: refuse }, submissions)).toEqual(['auto', 'auto', 'auto', 'auto']);
    const checked: Policy = { version: 0, autoApproval: { mode: 'off' }, duplicates: refuse };
    expect(kindsOf(checked, submissions)).toEqual(['checkers', 'same-customer-pending', 'checkers', 'checkers']);
  });
});

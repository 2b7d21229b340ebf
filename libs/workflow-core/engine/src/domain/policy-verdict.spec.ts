import { DEFAULT_POLICY, type Policy } from './policy';
import { judgeByPolicy, type PolicyVerdict } from './policy-verdict';

const ONE_CHECKER: PolicyVerdict = { kind: 'checkers', quorum: 1, grants: ['CanCheckRequest'] };
const off: Policy = { version: 1, autoApproval: { mode: 'off' } };
const on: Policy = { version: 1, autoApproval: { mode: 'on' } };
const upTo100: Policy = { version: 1, autoApproval: { mode: 'up-to', amount: 100 } };
const bands: Policy['bands'] = [
  { upTo: 500, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
  {
    upTo: 2000,
    levels: [
      { grant: 'CanCheckRequest', checkers: 2 },
      { grant: 'CanCheckRequestSenior', checkers: 1 },
    ],
  },
];

describe('judging a request by its policy', () => {
  it('sends every request to a checker where no policy was ever set', () => {
    expect(judgeByPolicy(DEFAULT_POLICY, { amount: 1 })).toEqual(ONE_CHECKER);
  });

  it('approves by itself when switched on', () => {
    expect(judgeByPolicy(on, {})).toEqual({ kind: 'auto' });
  });

  it('approves up to the amount, the amount included', () => {
    expect(judgeByPolicy(upTo100, { amount: 100 })).toEqual({ kind: 'auto' });
    expect(judgeByPolicy(upTo100, { amount: 100.001 })).toEqual(ONE_CHECKER);
  });

  it('sends a request without an amount to a checker when the limit is an amount', () => {
    expect(judgeByPolicy(upTo100, {})).toEqual(ONE_CHECKER);
  });

  it('refuses what is above the limit of the type, also when every request is approved by itself', () => {
    expect(judgeByPolicy(on, { amount: 500 }, 500)).toEqual({ kind: 'auto' });
    expect(judgeByPolicy(on, { amount: 501 }, 500)).toEqual({ kind: 'refused', reason: 'above-type-limit' });
  });
});

describe('bands', () => {
  it('ask for as many checkers as the amount takes, each with the grant of their level', () => {
    expect(judgeByPolicy({ ...off, bands }, { amount: 500 })).toEqual({ ...ONE_CHECKER, band: 1 });
    const grants = ['CanCheckRequest', 'CanCheckRequest', 'CanCheckRequestSenior'];
    expect(judgeByPolicy({ ...off, bands }, { amount: 500.01 })).toEqual({ kind: 'checkers', quorum: 3, band: 2, grants });
  });

  it('check a request without an amount like the largest', () => {
    expect(judgeByPolicy({ ...off, bands }, {})).toMatchObject({ band: 2, quorum: 3 });
  });

  it('refuse what is above the last one, however it would be approved', () => {
    expect(judgeByPolicy({ ...on, bands }, { amount: 2001 })).toEqual({ kind: 'refused', reason: 'above-bands' });
    const open = [...bands, { levels: [{ grant: 'CanCheckRequest' as const, checkers: 4 }] }];
    expect(judgeByPolicy({ ...off, bands: open }, { amount: 2001 })).toMatchObject({ band: 3, quorum: 4 });
  });
});

describe('daily caps', () => {
  const capped: Policy = { ...on, dailyCaps: { maker: { requests: 2 }, customer: { amount: 0.3 }, org: { requests: 9, amount: 50 } } };

  it('let in what fits exactly, decimals included', () => {
    const usage = { maker: { requests: 1, amount: 7 }, customer: { requests: 8, amount: 0.1 }, org: { requests: 8, amount: 49.8 } };
    expect(judgeByPolicy(capped, { amount: 0.2, usage })).toEqual({ kind: 'auto' });
  });

  it.each([
    ['maker-cap', { maker: { requests: 2, amount: 0 } }],
    ['customer-cap', { customer: { requests: 0, amount: 0.2 } }],
    ['org-cap', { org: { requests: 9, amount: 0 } }],
    ['org-cap', { org: { requests: 0, amount: 49.9 } }],
    ['maker-cap', { maker: { requests: 2, amount: 0 }, org: { requests: 9, amount: 0 } }],
  ])('refuse with %s what does not fit any more', (reason, usage) => {
    expect(judgeByPolicy(capped, { amount: 0.2, usage })).toEqual({ kind: 'refused', reason });
  });

  it('count a request without an amount as one of no points', () => {
    expect(judgeByPolicy(capped, { usage: { customer: { requests: 5, amount: 0.3 } } })).toEqual({ kind: 'auto' });
  });
});

describe('another pending request of the customer', () => {
  const facts = { amount: 5, pendingRequestId: 'r-1' };
  const judged = (sameCustomerPending: 'allow' | 'warn' | 'refuse') => judgeByPolicy({ ...on, duplicates: { sameCustomerPending } }, facts);

  it('does not matter, is shown to a checker, or refuses the new one, as the policy says', () => {
    expect(judged('allow')).toEqual({ kind: 'auto' });
    expect(judged('warn')).toEqual({ ...ONE_CHECKER, warning: 'same-customer-pending' });
    expect(judged('refuse')).toEqual({ kind: 'refused', reason: 'same-customer-pending' });
  });
});

describe('who has a part in the policy', () => {
  const ownPolicy = true;

  it('is sent to a checker where the policy would approve, and the verdict says why', () => {
    expect(judgeByPolicy(on, { ownPolicy })).toEqual({ ...ONE_CHECKER, ownPolicy });
    expect(judgeByPolicy({ ...upTo100, bands }, { amount: 100, ownPolicy })).toEqual({ ...ONE_CHECKER, band: 1, ownPolicy });
  });

  it('is judged like anybody else where it would not', () => {
    expect(judgeByPolicy(off, { ownPolicy })).toEqual(ONE_CHECKER);
    expect(judgeByPolicy(upTo100, { amount: 101, ownPolicy })).toEqual(ONE_CHECKER);
  });
});

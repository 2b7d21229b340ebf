import { Organisation } from '../state/organisation';
import { FaultBook, type FaultTarget } from './fault-book';
import { type FaultRuleInput, faultRuleSchema } from './fault-rule';

const target: FaultTarget = {
  path: '/v1.1/points/redeem',
  call: 'redeem-points',
  orgId: 7,
  idempotencyKey: 'key-1',
  subject: { reference: 'ref-1', customerIds: [5_001_001] },
  organisation: new Organisation(),
};

function bookWith(...rules: FaultRuleInput[]): FaultBook {
  const book = new FaultBook();
  for (const rule of rules) book.add(faultRuleSchema.parse(rule));
  return book;
}

describe('FaultBook', () => {
  it.each([
    ['nothing', {}],
    ['the path, with or without its last slash', { path: '/v1.1/points/redeem/' }],
    ['the call', { call: 'redeem-points' }],
    ['the org', { orgId: 7 }],
    ['the idempotency key', { idempotencyKey: 'key-1' }],
    ['the reference', { reference: 'ref-1' }],
    ["the customer's id", { customer: 5_001_001 }],
    ["the customer's mobile without country code", { customer: '9900000101' }],
    ['everything together', { call: 'redeem-points', orgId: 7, reference: 'ref-1', customer: '5001001' }],
  ] as const)('hits a call by %s', (_, match) => {
    expect(bookWith({ fault: 'never', match }).take(target)?.fault).toBe('never');
  });

  it.each([
    ['path', { path: '/internal/goodwill' }],
    ['call', { call: 'earn-badge' }],
    ['org', { orgId: 8 }],
    ['idempotency key', { idempotencyKey: 'key-2' }],
    ['reference', { call: 'redeem-points', reference: 'ref-2' }],
    ['customer', { customer: '9900000102' }],
  ] as const)('leaves a call alone whose %s differs', (_, match) => {
    expect(bookWith({ fault: 'never', match }).take(target)).toBeUndefined();
  });

  it('hits as often as the rule says and then forgets it', () => {
    const book = bookWith({ fault: 'never', times: 2 });
    expect([book.take(target), book.take(target), book.take(target)].map((rule) => rule?.fault)).toEqual(['never', 'never', undefined]);
    expect(book.list()).toEqual([]);
  });

  it('hits until it is removed when the rule says 0 times', () => {
    const book = bookWith({ fault: 'never', times: 0 });
    for (let call = 0; call < 100; call += 1) expect(book.take(target)).toBeDefined();
    const [fault] = book.list();
    expect(fault?.hits).toBe(100);
    expect(book.remove(fault?.id ?? '')).toBe(true);
    expect(book.take(target)).toBeUndefined();
  });

  it('takes the oldest rule that matches', () => {
    const book = bookWith({ fault: 'html', match: { orgId: 8 } }, { fault: 'delay', ms: 1 }, { fault: 'never' });
    expect(book.take(target)?.fault).toBe('delay');
    expect(book.take(target)?.fault).toBe('never');
  });

  it('refuses a rule with an argument that its fault does not have', () => {
    expect(faultRuleSchema.safeParse({ fault: 'html', ms: 5 }).success).toBe(false);
  });
});

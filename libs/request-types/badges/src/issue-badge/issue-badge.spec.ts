import { describeRequestType } from '@countersign/testing';
import { issueBadge } from './issue-badge';

/** The documented samples: pending and approved (labelled "failed" there) are one request. */
const SAMPLE = {
  body: {
    triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '134' },
    customers: [113460811],
    requestId: 'e5811requestd62c5ec7d115a2859228cefd8ee8cgh',
    badgeMetaId: '65be3c4d10126e55359f196a',
  },
};
const THREE = 'three customers, with a date';

describeRequestType(issueBadge, {
  valid: {
    'the documented pending and approved sample': SAMPLE,
    [THREE]: {
      queryParams: {},
      body: {
        triggeredBy: { ownerType: 'milestones', referenceId: 'M-1' },
        customers: [5001001, 5001002, 5001003],
        requestId: 77,
        badgeMetaId: 'ba5e00000000000000000002',
        issueEventDateISO: '2025-04-23T08:14:15Z',
      },
    },
    'a date in another zone': { body: { ...SAMPLE.body, issueEventDateISO: '2025-04-23T13:44:15+05:30' } },
    'no request id, an epoch date': { body: { ...SAMPLE.body, requestId: undefined, issueEventDate: 1703883200 } },
    'as many customers as one request may name': { body: { ...SAMPLE.body, customers: manyCustomers(100) } },
  },
  invalid: [
    { name: 'no customers', at: '/body/customers' },
    { name: 'an empty list', at: '/body/customers', value: [] },
    { name: 'a single number', at: '/body/customers', value: 113460811 },
    { name: 'a customer as text', at: '/body/customers', value: ['113460811'], names: '/body/customers/0' },
    { name: 'customer zero', at: '/body/customers', value: [1, 0], names: '/body/customers/1' },
    { name: 'half a customer', at: '/body/customers', value: [1.5], names: '/body/customers/0' },
    { name: 'a customer twice', at: '/body/customers', value: [1, 2, 1] },
    { name: '101 customers', at: '/body/customers', value: manyCustomers(101) },
    { name: 'the field of the other badge type', at: '/body/customerId', value: 1 },
    { name: 'no badge', at: '/body/badgeMetaId' },
    { name: 'an unknown owner', at: '/body/triggeredBy/ownerType', value: 'Somebody' },
    { name: 'an empty request id', at: '/body/requestId', value: '' },
    { name: 'a date long before any programme', at: '/body/issueEventDate', value: 1 },
    { name: 'a date in words', at: '/body/issueEventDate', value: 'yesterday' },
    { name: 'a day that does not exist', at: '/body/issueEventDateISO', value: '2025-04-31T08:14:15Z' },
  ],
  answers: [
    { name: 'enrolled', status: 200, body: issued([113460811]), outcome: { kind: 'executed' } },
    {
      name: 'enrolled, with all that the answer repeats',
      status: 200,
      body: { data: { ...issued([113460811]).data, badgeMetaId: SAMPLE.body.badgeMetaId, requestId: SAMPLE.body.requestId }, errors: [] },
      outcome: { kind: 'executed' },
    },
    {
      name: 'enrolled and refused in one entry',
      status: 200,
      body: { data: { issuedBadges: [{ customerId: 113460811, issuedId: 'a1', error: { code: 1040 } }] }, errors: [] },
      outcome: { kind: 'in-doubt' },
    },
    {
      name: 'one of three not enrolled, and one entry that contradicts itself',
      to: THREE,
      status: 200,
      body: {
        data: { issuedBadges: [...issued([5001001], [5001002]).data.issuedBadges, { customerId: 5001003, issuedId: 'a1', errors: [{}] }] },
      },
      outcome: { kind: 'in-doubt' },
    },
    { name: 'all enrolled', to: THREE, status: 200, body: issued([5001001, 5001002, 5001003]), outcome: { kind: 'executed' } },
    {
      name: 'one of three not enrolled',
      to: THREE,
      status: 200,
      body: issued([5001001, 5001003], [5001002]),
      outcome: { kind: 'executed', partial: true, warnings: ['1040'] },
    },
    { name: 'not enrolled', status: 200, body: issued([], [113460811]), outcome: { kind: 'refused', code: '1040' } },
    {
      name: 'none enrolled',
      to: THREE,
      status: 200,
      body: issued([], [5001001, 5001002, 5001003]),
      outcome: { kind: 'refused', code: '1040' },
    },
    { name: 'a customer left out', to: THREE, status: 200, body: issued([5001001, 5001003]), outcome: { kind: 'in-doubt' } },
    { name: 'somebody else enrolled', status: 200, body: issued([5001009]), outcome: { kind: 'in-doubt' } },
    {
      name: 'enrolled and refused at once',
      to: THREE,
      status: 200,
      body: issued([5001001, 5001002, 5001003], [5001001]),
      outcome: { kind: 'in-doubt' },
    },
    { name: 'one customer twice', to: THREE, status: 200, body: issued([5001001, 5001001, 5001002]), outcome: { kind: 'in-doubt' } },
    {
      name: 'neither an id nor an error',
      status: 200,
      body: { data: { issuedBadges: [{ customerId: 113460811, issuedId: null, error: null }] }, errors: [] },
      outcome: { kind: 'in-doubt' },
    },
    { name: 'request id used before', status: 400, body: failed(809), outcome: { kind: 'duplicate', code: '809' } },
    { name: 'outside its window', status: 400, body: failed(816), outcome: { kind: 'refused', code: '816' } },
    { name: 'an active issue exists', status: 409, body: failed(1040), outcome: { kind: 'refused', code: '1040' } },
    { name: 'a code that no document explains', status: 400, body: failed(1234), outcome: { kind: 'in-doubt' } },
  ],
  naturalKeyFields: ['/body/requestId'],
  loyaltyKeyFields: ['/body/requestId'],
  customerFields: ['/body/customers'],
  // The line has the date; under which of its two names it was sent changes nothing.
  notInLine: ['/body/triggeredBy', '/body/requestId', '/body/issueEventDate', '/body/issueEventDateISO'],
  freelySpelled: ['/body/badgeMetaId', '/body/triggeredBy/ownerType', '/body/issueEventDate', '/body/issueEventDateISO', '/body/customers'],
  sendsBodyUnchanged: true,
});

function manyCustomers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 5001001 + index);
}

function issued(enrolled: number[], refused: number[] = []) {
  const error = { code: 1040, message: 'Active issue exists', reference: null };
  const issuedBadges = [
    ...enrolled.map((customerId) => ({ customerId, issuedId: '658de052823d1b70aabcfaaf', status: 'ACTIVE', error: null })),
    ...refused.map((customerId) => ({ customerId, issuedId: null, status: null, error })),
  ];
  const data = { expiresOn: 1703883200.896, issuedBadges };
  return { data, errors: [], warnings: [] };
}

function failed(code: number) {
  return { data: null, errors: [{ code, message: 'No', reference: null }], warnings: null };
}

describe('issue badge', () => {
  const { example } = issueBadge;

  it('names everybody, so that nobody is approved unseen', () => {
    const line = (customers: number[]) => issueBadge.describe({ body: { ...example.body, customers } }).line;
    expect(line([5001001])).toBe('Enrol customer 5001001 for badge ba5e00000000000000000002');
    expect(line(manyCustomers(3))).toBe('Enrol 3 customers: 5001001, 5001002, 5001003 for badge ba5e00000000000000000002');
    for (const customer of manyCustomers(100)) expect(line(manyCustomers(100))).toContain(` ${customer}`);
  });

  it('names all others beside the first, so that lists and caps find each', () => {
    const summary = issueBadge.describe({ body: { ...example.body, customers: manyCustomers(100) } });
    expect([summary.customer, ...(summary.otherCustomers ?? [])]).toEqual(manyCustomers(100).map(String));
  });

  it('says in a warning which customer was not enrolled', () => {
    const outcome = issueBadge.interpretResponse({ status: 200, headers: {}, body: issued([5001001], [5001002]) }, { payload: example });
    expect(outcome).toEqual({
      kind: 'executed',
      partial: true,
      warnings: [{ code: '1040', message: 'Active issue exists', reference: '5001002' }],
    });
  });
});

import { describeRequestType } from '@countersign/testing';
import { earnBadge } from './earn-badge';

/** The documented samples: pending and failed are one request. */
const SAMPLE = {
  body: {
    triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '123' },
    customerId: 382477526,
    requestId: '0f77333928-9878-441c-a78e-c1d2334q',
    badgeMetaId: '65be200710126e55359f1969',
  },
};

const EARNED = {
  badgeMetaId: '65be200710126e55359f1969',
  customerId: 382477526,
  earnedBadgeId: '65be29d4c1a5f60a1c0b9d11',
  expiresOn: 1738501812.654,
  requestId: '0f77333928-9878-441c-a78e-c1d2334q',
  issuedId: null,
};

describeRequestType(earnBadge, {
  valid: {
    'the documented pending and failed sample': SAMPLE,
    'the other spelling of the date': { body: { ...SAMPLE.body, earnEventDateISO: '2026-03-15T11:20:00+05:30' } },
    'ids spelled the other way round, with a date': {
      queryParams: {},
      body: {
        triggeredBy: { ownerType: 'LOYALTY_PROMOTION', referenceId: 'P-1' },
        customerId: '5001001',
        requestId: 2132,
        badgeMetaId: 'BA5E00000000000000000001',
        earnEventDate: 1706965718.306,
      },
    },
    'no request id, an ISO date': {
      body: { ...SAMPLE.body, requestId: undefined, earnEventDate: '2025-12-02T11:30:00.192Z' },
    },
  },
  invalid: [
    { name: 'a query parameter', at: '/queryParams', value: { format: 'json' }, names: '/queryParams/format' },
    { name: 'no badge', at: '/body/badgeMetaId' },
    { name: 'a badge id of 23 digits', at: '/body/badgeMetaId', value: '65be200710126e55359f196' },
    { name: 'a badge id that is not hexadecimal', at: '/body/badgeMetaId', value: '65be200710126e55359f196g' },
    { name: 'no customer', at: '/body/customerId' },
    ...[0, -1, 1.5, '', '0', '12a', null].map((value) => ({ name: `customer ${JSON.stringify(value)}`, at: '/body/customerId', value })),
    { name: 'several customers', at: '/body/customers', value: [1] },
    { name: 'no trigger', at: '/body/triggeredBy' },
    { name: 'no owner', at: '/body/triggeredBy/ownerType' },
    { name: 'an unknown owner', at: '/body/triggeredBy/ownerType', value: 'Somebody' },
    { name: 'no reference of the owner', at: '/body/triggeredBy/referenceId' },
    { name: 'a reference that is a number', at: '/body/triggeredBy/referenceId', value: 123 },
    { name: 'a blank reference', at: '/body/triggeredBy/referenceId', value: ' ' },
    ...['', ' a', 0, 1.5, null, 'x'.repeat(256)].map((value) => ({
      name: `request id ${JSON.stringify(value)}`,
      at: '/body/requestId',
      value,
    })),
    ...[
      0,
      -5,
      0.001,
      1,
      1e15,
      946684799,
      4102444800,
      '1999-12-31T23:59:59Z',
      '2100-01-01T00:00:00Z',
      'tomorrow',
      '2025-02-30T11:30:00Z',
      '2025-02-03T11:30:00',
    ].map((value) => ({
      name: `event date ${value}`,
      at: '/body/earnEventDate',
      value,
    })),
    { name: 'an ISO date that is a number', at: '/body/earnEventDateISO', value: 1706965718306 },
    { name: 'a source, which only a table of the documents has', at: '/body/source', value: 'INSTORE' },
  ],
  answers: [
    { name: 'earned', status: 200, body: { data: EARNED, errors: [], warnings: [] }, outcome: { kind: 'executed' } },
    {
      name: 'earned after an issue, with a warning',
      status: 200,
      body: { data: { ...EARNED, issuedId: '658de052823d1b70aabcfaaf' }, errors: null, warnings: [{ code: 1, message: 'Soon over' }] },
      outcome: { kind: 'executed', warnings: ['1'] },
    },
    refusal('request id used before', 400, 809, 'duplicate'),
    refusal('not claimed by that owner', 409, 810, 'refused'),
    refusal('must be issued first', 409, 811, 'refused'),
    refusal('outside its window', 400, 816, 'refused'),
    refusal('badge not in this org', 400, 1054, 'refused'),
    refusal('refused with HTTP 200', 200, 811, 'refused'),
    refusal('customer locked', 409, 521, 'retry'),
    { name: 'a code that no document explains', status: 400, body: failed(1234), outcome: { kind: 'in-doubt' } },
    { name: 'a known and an unknown code', status: 400, body: failed(811, 1234), outcome: { kind: 'in-doubt' } },
    { name: 'used before and refused as well', status: 400, body: failed(809, 811), outcome: { kind: 'refused', code: '809' } },
    { name: 'data and errors at once', status: 200, body: { ...failed(811), data: EARNED }, outcome: { kind: 'in-doubt' } },
    { name: 'data without the earned badge', status: 200, body: { data: { badgeMetaId: 'x' }, errors: [] }, outcome: { kind: 'in-doubt' } },
  ],
  naturalKeyFields: ['/body/requestId'],
  loyaltyKeyFields: ['/body/requestId'],
  customerFields: ['/body/customerId'],
  // The line has the date; under which of its two names it was sent changes nothing.
  notInLine: ['/body/triggeredBy', '/body/requestId', '/body/earnEventDate', '/body/earnEventDateISO'],
  freelySpelled: ['/body/badgeMetaId', '/body/triggeredBy/ownerType', '/body/earnEventDate', '/body/earnEventDateISO'],
  sendsBodyUnchanged: true,
});

function failed(...codes: number[]) {
  return { data: null, errors: codes.map((code) => ({ code, message: 'No', reference: null })), warnings: null };
}

function refusal(name: string, status: number, code: number, kind: 'refused' | 'duplicate' | 'retry') {
  return { name, status, body: failed(code), outcome: { kind, code: String(code) } };
}

describe('earn badge', () => {
  const { example } = earnBadge;
  const { requestId: _, ...bodyWithoutKey } = example.body;

  it('sums up customer, reference and badge', () => {
    expect(earnBadge.describe(example)).toEqual({
      customer: '5001001',
      reference: 'EB-1001',
      line: 'Give badge ba5e00000000000000000001 to customer 5001001',
    });
  });

  it('says in the line as of when, readable also where it is written as a number', () => {
    const line = (dates: object) => earnBadge.describe({ body: { ...example.body, ...dates } }).line;
    expect(line({ earnEventDateISO: '2026-03-15T11:20:00+05:30' })).toContain('to customer 5001001 as of 2026-03-15T11:20:00+05:30');
    expect(line({ earnEventDate: 1706965718.306 })).toContain(' as of 2024-02-03T13:08:38.306Z (1706965718.306)');
    expect(line({ earnEventDate: 1706965718306 })).toContain(' as of 2024-02-03T13:08:38.306Z (1706965718306)');
  });

  it('holds a doubt without a request id, because a replay could give the badge twice', () => {
    expect(earnBadge.whenInDoubt(example)).toBe('replay');
    expect(earnBadge.whenInDoubt({ body: bodyWithoutKey })).toBe('hold');
  });

  it('takes a request id spelled as number and as text for one key, as the loyalty API does', () => {
    const asNumber = { body: { ...example.body, requestId: 2132 } };
    const asText = { body: { ...example.body, requestId: '2132' } };
    expect(earnBadge.loyaltyKey(asNumber)).toBe(earnBadge.loyaltyKey(asText));
  });
});

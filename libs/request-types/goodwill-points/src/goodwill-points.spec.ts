import { payloadReference } from '@countersign/contract';
import { describeRequestType } from '@countersign/testing';
import { goodwillPoints } from './goodwill-points';

/** The documented samples: pending and approved are one request. */
const SAMPLE = {
  body: {
    referenceId: 'ref_id_12993141722',
    reason: 'reason',
    baseType: 'POINTS',
    programId: 2739,
    awardingTillId: 50682616,
    earningEntityType: 'CUSTOMER',
    earningEntityId: 382332518,
    points: 20,
    source: 'API',
  },
};

describeRequestType(goodwillPoints, {
  valid: {
    'the documented pending and approved sample': SAMPLE,
    'an empty query, as documented for the stored payload': { queryParams: {}, ...SAMPLE },
    'a fraction of a point': { body: { ...SAMPLE.body, points: 0.125 } },
  },
  invalid: [
    ...Object.keys(SAMPLE.body).map((field) => ({ name: `no ${field}`, at: `/body/${field}` })),
    { name: 'a query parameter', at: '/queryParams', value: { format: 'json' }, names: '/queryParams/format' },
    { name: 'an empty reference', at: '/body/referenceId', value: '' },
    { name: 'a reference that is a number', at: '/body/referenceId', value: 12993141722 },
    { name: 'a reference of 256 characters', at: '/body/referenceId', value: 'x'.repeat(256) },
    { name: 'a blank reason', at: '/body/reason', value: ' ' },
    { name: 'coupons', at: '/body/baseType', value: 'COUPONS' },
    { name: 'a programme id as text', at: '/body/programId', value: '2739' },
    { name: 'a programme id of zero', at: '/body/programId', value: 0 },
    { name: 'half a till', at: '/body/awardingTillId', value: 0.5 },
    { name: 'a group of users', at: '/body/earningEntityType', value: 'USERGROUP2' },
    { name: 'a customer id as text', at: '/body/earningEntityId', value: '382332518' },
    ...[0, -1, 0.5, 2 ** 53].map((value) => ({ name: `customer id ${value}`, at: '/body/earningEntityId', value })),
    { name: 'points as text', at: '/body/points', value: '20' },
    ...[0, -20, 0.0001, 2_000_000_000].map((value) => ({ name: `${value} points`, at: '/body/points', value })),
    { name: 'an empty source', at: '/body/source', value: '' },
  ],
  answers: [
    { name: 'granted', status: 201, body: { createdId: 38, warnings: [] }, outcome: { kind: 'executed' } },
    { name: 'granted, with empty errors', status: 200, body: { createdId: '38', warnings: [], errors: [] }, outcome: { kind: 'executed' } },
    { name: 'no id created', status: 201, body: { createdId: -1, warnings: [] }, outcome: { kind: 'in-doubt' } },
    { name: 'granted and yet with errors', status: 201, body: { createdId: 38, ...errors(8015) }, outcome: { kind: 'in-doubt' } },
    { name: 'warnings alone', status: 201, body: { warnings: [] }, outcome: { kind: 'in-doubt' } },
    { name: 'programme not set up', status: 400, body: errors(3002), outcome: { kind: 'hold', code: '3002' } },
    { name: 'programme not set up, among others', status: 400, body: errors(8015, 3002), outcome: { kind: 'hold', code: '3002' } },
    { name: 'customer not found', status: 400, body: errors(8015), outcome: { kind: 'refused', code: '8015' } },
    { name: 'customer locked', status: 409, body: errors(521), outcome: { kind: 'retry', code: '521' } },
  ],
  rules: [
    { rule: 'within-upper-cap' },
    { rule: 'within-upper-cap', config: {} },
    { rule: 'within-upper-cap', config: { upperCap: 20 } },
    {
      rule: 'within-upper-cap',
      at: '/body/points',
      value: 20.001,
      config: { upperCap: 20 },
      violation: { kind: 'points-invalid', reference: payloadReference('/body/points') },
    },
  ],
  naturalKeyFields: ['/body/referenceId'],
  loyaltyKeyFields: [],
  customerFields: ['/body/earningEntityId'],
  notInLine: ['/body/referenceId', '/body/reason', '/body/awardingTillId', '/body/source'],
  freeTextFields: ['/body/reason'],
  sendsBodyUnchanged: true,
});

function errors(...codes: number[]) {
  return { errors: codes.map((code) => ({ code, message: 'No' })), warnings: [] };
}

describe('goodwill points', () => {
  const { example: payload } = goodwillPoints;

  it('sums up customer, reference, amount and what will happen', () => {
    expect(goodwillPoints.describe(payload)).toEqual({
      customer: '5001001',
      reference: 'GW-1001',
      amount: 20,
      line: 'Grant 20 goodwill points to customer 5001001 in programme 1001',
    });
  });

  it('says one point in the singular', () => {
    const line = goodwillPoints.describe({ ...payload, body: { ...payload.body, points: 1 } }).line;
    expect(line).toBe('Grant 1 goodwill point to customer 5001001 in programme 1001');
  });

  it('never repeats a call in doubt, because the API would grant the points twice', () => {
    expect(goodwillPoints.whenInDoubt(payload)).toBe('hold');
  });

  it('names the points and the cap when a request is above it', () => {
    const rule = goodwillPoints.rules?.find(({ name }) => name === 'within-upper-cap');
    expect(rule?.check({ payload, config: { upperCap: 10 } })?.message).toMatch(/points is above the upper cap of 10 /);
  });

  it('has documented codes of its own for a bad customer and for bad points', () => {
    expect(goodwillPoints.problemKinds).toEqual({ '/body/earningEntityId': 'earning-entity-invalid', '/body/points': 'points-invalid' });
  });

  it('refuses a cap of zero, which would forbid the type instead of limiting it', () => {
    expect(goodwillPoints.config?.safeParse({ upperCap: 0 }).success).toBe(false);
  });
});

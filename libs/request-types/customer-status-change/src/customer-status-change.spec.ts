import { describeRequestType } from '@countersign/testing';
import { customerStatusChange } from './customer-status-change';

/** The documented samples: pending and failed are one request, approved is another. */
const LOOKUP = { source: 'INSTORE', accountId: '', use_async: 'false', identifierName: 'mobile', identifierValue: '919591399244' };
const SUSPEND = { queryParams: LOOKUP, body: { reason: 'testing', label: 'Suspended' } };

describeRequestType(customerStatusChange, {
  valid: {
    'the documented pending and failed sample': SUSPEND,
    'the documented approved sample with a custom label': { ...SUSPEND, body: { reason: 'testing', label: 'bb' } },
    'a source with several accounts': {
      queryParams: { source: 'WECHAT', accountId: 'wx-1', use_async: 'true', identifierName: 'wechat', identifierValue: 'open-id-1' },
      body: { reason: 'Asked by letter', label: 'Active', createdOn: '2026-03-15T11:20:00+05:30' },
    },
    'the mandatory fields alone': {
      queryParams: { source: 'WEBSITE', identifierName: 'externalId', identifierValue: 'EXT-1' },
      body: { reason: 'Duplicate', label: 'Fraud suspected' },
    },
  },
  invalid: [
    { name: 'no query', at: '/queryParams' },
    { name: 'no source', at: '/queryParams/source' },
    { name: 'a source in small letters', at: '/queryParams/source', value: 'instore' },
    ...['WECHAT', 'FACEBOOK', 'MOBILE_APP', 'LINE'].map((source) => ({
      name: `${source} without an account`,
      at: '/queryParams/source',
      value: source,
      names: '/queryParams/accountId',
    })),
    { name: 'WECHAT with the account left out', at: '/queryParams/accountId', from: 'a source with several accounts' },
    { name: 'use_async as boolean', at: '/queryParams/use_async', value: false },
    { name: 'an unknown identifier name', at: '/queryParams/identifierName', value: 'passport' },
    { name: 'an empty identifier', at: '/queryParams/identifierValue', value: '' },
    { name: 'a blank identifier', at: '/queryParams/identifierValue', value: '  ' },
    { name: 'an identifier that is a number', at: '/queryParams/identifierValue', value: 919900000101 },
    { name: 'no body', at: '/body' },
    { name: 'no reason', at: '/body/reason' },
    { name: 'an empty reason', at: '/body/reason', value: '' },
    { name: 'a reason of 1001 characters', at: '/body/reason', value: 'x'.repeat(1001) },
    { name: 'no label', at: '/body/label' },
    { name: 'a blank label', at: '/body/label', value: ' ' },
    { name: 'a day that does not exist', at: '/body/createdOn', value: '2026-02-30T11:20:00Z' },
    { name: 'a day that nobody plans for', at: '/body/createdOn', value: '2100-01-01T00:00:00Z' },
    { name: 'a time that is a number', at: '/body/createdOn', value: 1706956350430 },
  ],
  answers: [
    { name: 'changed', status: 200, body: { warnings: [] }, outcome: { kind: 'executed' } },
    { name: 'changed, with the customer id', status: 200, body: { createdId: 566881933, warnings: [] }, outcome: { kind: 'executed' } },
    { name: 'changed, without a list of warnings', status: 200, body: { createdId: 566881933 }, outcome: { kind: 'executed' } },
    {
      name: 'changed with a warning',
      status: 200,
      body: { createdId: 566881933.0, warnings: [{ code: 1, message: 'Side effects follow' }], errors: [] },
      outcome: { kind: 'executed', warnings: ['1'] },
    },
    refusedAnswer('bad source', 8003),
    refusedAnswer('bad identifier', 8013),
    refusedAnswer('customer not found', 8015),
    refusedAnswer('deletion by label switched off', 'UPDATECUSTOMERSTATUS_1032'),
    {
      name: 'customer locked',
      status: 400,
      body: { errors: [{ code: 521, message: 'Locked' }], warnings: [] },
      outcome: { kind: 'retry', code: '521' },
    },
    {
      name: 'a success with errors',
      status: 200,
      body: { errors: [{ code: 8015, message: 'Customer not found' }], warnings: [] },
      outcome: { kind: 'in-doubt' },
    },
    { name: 'a refusal without errors', status: 404, body: { warnings: [] }, outcome: { kind: 'in-doubt' } },
  ],
  naturalKeyFields: ['source', 'accountId', 'identifierName', 'identifierValue'].map((name) => `/queryParams/${name}`),
  loyaltyKeyFields: [],
  customerFields: ['/queryParams/identifierValue'],
  notInLine: ['/body/reason', '/queryParams/use_async'],
  freelySpelled: ['/queryParams/use_async', '/body/createdOn'],
  freeTextFields: ['/body/reason'],
  sendsBodyUnchanged: true,
  replayProof: 'setting a label that is already set changes nothing but a line in the status log',
});

function refusedAnswer(name: string, code: number | string) {
  return {
    name,
    status: 400,
    body: { errors: [{ code, message: 'No' }], warnings: [] },
    outcome: { kind: 'refused', code: String(code) },
  } as const;
}

describe('customer status change', () => {
  const { example: payload } = customerStatusChange;

  it('sums up the customer and the label', () => {
    expect(customerStatusChange.describe(payload)).toEqual({
      customer: '919900000101',
      line: 'Set the status of customer 919900000101 (mobile, INSTORE) to Suspended',
    });
  });

  it('has a line of its own for each way to look a customer up', () => {
    const line = (query: object) => customerStatusChange.describe({ ...payload, queryParams: { ...payload.queryParams, ...query } }).line;
    expect(line({ identifierName: 'cardnumber' })).toContain('919900000101 (cardnumber, INSTORE) to');
    expect(line({ source: 'WECHAT', accountId: 'zz', use_async: 'true' })).toBe(
      'Set the status of customer 919900000101 (mobile, WECHAT, account zz) to Suspended, with its effects later',
    );
    expect(line({ identifierValue: 'x (mobile, INSTORE) to Active' })).toContain('customer “x (mobile, INSTORE) to Active” (mobile');
  });

  it('has the same natural key for another label, so that two labels for one customer never wait side by side', () => {
    const other = { ...payload, body: { ...payload.body, label: 'Active' } };
    expect(customerStatusChange.naturalKey(other)).toBe(customerStatusChange.naturalKey(payload));
  });

  it('takes an absent account for an empty one', () => {
    const { accountId: _, ...queryParams } = payload.queryParams;
    expect(customerStatusChange.naturalKey({ ...payload, queryParams })).toBe(customerStatusChange.naturalKey(payload));
  });

  it('states the reason in the pending event and hides the checker in the terminal one, as documented', () => {
    expect(customerStatusChange.eventFields?.({ payload, phase: 'pending' })).toEqual({ reason: 'Chargeback under investigation' });
    expect(customerStatusChange.eventFields?.({ payload, phase: 'terminal' })).toEqual({ omitCheckerId: true });
  });
});

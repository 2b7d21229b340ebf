import { customerStatusChange } from './customer-status-change';

const QUERY = { source: 'INSTORE', identifierName: 'mobile', identifierValue: '919900000101' };
const BODY = { reason: 'testing', label: 'Suspended', createdOn: '2026-03-15T11:20:00+05:30' };

const askedBy = (queryParams: object, body: object = {}): unknown =>
  customerStatusChange.asksFor?.(
    customerStatusChange.payload.parse({ queryParams: { ...QUERY, ...queryParams }, body: { ...BODY, ...body } }),
  );

describe('what a status change asks for', () => {
  it.each([
    ['use_async at its default', { use_async: 'false' }, {}],
    ['its time in another zone', {}, { createdOn: '2026-03-15T05:50:00.000Z' }],
  ])('is the same with %s', (_what, query, body) => {
    expect(askedBy(query, body)).toEqual(askedBy({}));
  });

  it.each([
    ['its effects later', { use_async: 'true' }, {}],
    ['another customer', { identifierValue: '919900000102' }, {}],
    ['another kind of identifier', { identifierName: 'cardnumber' }, {}],
    ['another source', { source: 'WEBSITE' }, {}],
    ['an account', { accountId: 'a' }, {}],
    ['another label', {}, { label: 'Active' }],
    ['another reason', {}, { reason: 'Asked by letter' }],
    ['another time', {}, { createdOn: '2026-03-15T05:50:01Z' }],
    ['a time of no zone', {}, { createdOn: '2026-03-15T05:50:00' }],
  ])('is something else with %s', (_what, query, body) => {
    expect(askedBy(query, body)).not.toEqual(askedBy({}));
  });
});

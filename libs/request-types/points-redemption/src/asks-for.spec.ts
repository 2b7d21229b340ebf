import { pointsRedemption } from './points-redemption';

const QUERY = { skip_validation: 'true', format: 'json' };
const FIELDS = [
  { name: 'given_to', value: '1' },
  { name: 'At', value: '2' },
];
const ONE = {
  points_redeemed: '100',
  customer: { mobile: '9877792149' },
  external_reference_number: 'ACR-1',
  till_id: '7001',
  custom_fields: FIELDS,
};

const askedBy = (redeem: object, queryParams: object = QUERY): unknown =>
  pointsRedemption.asksFor?.(pointsRedemption.payload.parse({ queryParams, body: { root: { redeem } } }));
const { till_id: _, ...WITHOUT_TILL } = ONE;

describe('what a redemption asks for', () => {
  it.each<[string, object, object]>([
    ['a list of its own', [ONE], QUERY],
    ['points that are a number', { ...ONE, points_redeemed: 100 }, QUERY],
    ['points with decimals', { ...ONE, points_redeemed: '100.0' }, QUERY],
    ['the other form of its fields', { ...ONE, custom_fields: { field: FIELDS } }, QUERY],
    ['fields in another order', { ...ONE, custom_fields: FIELDS.toReversed() }, QUERY],
    ['the name of a field in another case', { ...ONE, custom_fields: [FIELDS[0], { name: 'AT', value: '2' }] }, QUERY],
    ['a field without a value', { ...ONE, custom_fields: [...FIELDS, { name: 'unused', value: '' }] }, QUERY],
    ['the word that it is from no group', { ...ONE, group_redemption: 'false' }, QUERY],
    ['the format left out that is sent anyway', ONE, { skip_validation: 'true' }],
  ])('is the same with %s', (_what, redeem, query) => {
    expect(askedBy(redeem, query)).toEqual(askedBy(ONE));
  });

  it.each([
    ['named at both', ONE, { ...ONE, till_id: '7002' }],
    ['named at the first alone', ONE, WITHOUT_TILL],
    ['named at the second alone', WITHOUT_TILL, { ...ONE, till_id: '7002' }],
    ['left out at both', WITHOUT_TILL, WITHOUT_TILL],
  ])('is the same at the same till and at another one, which is %s', (_what, first, second) => {
    expect(askedBy(second)).toEqual(askedBy(first));
    expect(askedBy(first)).toEqual(askedBy(WITHOUT_TILL));
  });

  it('is the same with the validation at its default', () => {
    expect(askedBy(ONE, {})).toEqual(askedBy(ONE, { skip_validation: 'false' }));
  });

  it.each<[string, object, object]>([
    ['another amount', { points_redeemed: '100.1' }, QUERY],
    ['another customer', { customer: { mobile: '9877792140' } }, QUERY],
    ['another kind of identifier', { customer: { card_number: '9877792149' } }, QUERY],
    ['another reference', { external_reference_number: 'ACR-2' }, QUERY],
    ['other fields', { custom_fields: [FIELDS[0]] }, QUERY],
    ['another value of a field', { custom_fields: [FIELDS[0], { name: 'At', value: '1' }] }, QUERY],
    ['points of its group', { group_redemption: 'true' }, QUERY],
    ['a validation', {}, { ...QUERY, skip_validation: 'false' }],
    ['a programme', {}, { ...QUERY, program_id: '973' }],
  ])('is something else with %s', (_what, changes, query) => {
    expect(askedBy({ ...ONE, ...changes }, query)).not.toEqual(askedBy(ONE));
  });
});

import { pointsRedemption } from './points-redemption';

const QUERY = { skip_validation: 'true', format: 'json' };
const SAMPLE = { points_redeemed: '100', customer: { mobile: '9877792149' }, external_reference_number: 'ACR-1' };

describe('what a redemption asks for', () => {
  const askedBy = (redeem: object, queryParams: object = QUERY): unknown =>
    pointsRedemption.asksFor?.(pointsRedemption.payload.parse({ queryParams, body: { root: { redeem } } }));
  const field = [{ name: 'given_to', value: '1' }];
  const one = { ...SAMPLE, custom_fields: field };

  it('is the same in a list of its own, in either spelling of its fields and points, and without the format that is sent anyway', () => {
    const same = [[one], { ...one, points_redeemed: 100 }, { ...one, points_redeemed: '100.0' }, { ...one, custom_fields: { field } }];
    for (const redeem of same) expect(askedBy(redeem)).toEqual(askedBy(one));
    expect(askedBy(one, { skip_validation: 'true' })).toEqual(askedBy(one));
  });

  it('is something else for another amount, customer, reference or way of redeeming', () => {
    const others = [{ points_redeemed: '100.1' }, { customer: { mobile: '9877792140' } }, { external_reference_number: 'ACR-2' }];
    for (const other of others) expect(askedBy({ ...one, ...other })).not.toEqual(askedBy(one));
    expect(askedBy(one, { ...QUERY, skip_validation: 'false' })).not.toEqual(askedBy(one));
  });
});

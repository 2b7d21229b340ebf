import { pointsRedemption } from './points-redemption';
import { type PointsRedemptionPayload, pointsRedemptionPayload } from './payload.schema';

function redemption(redeem: object): PointsRedemptionPayload {
  return pointsRedemptionPayload.parse({ body: { root: { redeem } } });
}

describe('points redemption', () => {
  it('sums up customer, reference, amount and what will happen', () => {
    expect(pointsRedemption.describe(pointsRedemption.example)).toEqual({
      customer: '919900000101',
      reference: 'ACR-1001',
      amount: 100,
      line: 'Redeem 100 points of customer 919900000101 (mobile)',
    });
  });

  it.each([
    ['1', '1 point'],
    [1, '1 point'],
    ['1.00', '1.00 points'],
    ['11', '11 points'],
  ])('says one point and no other number of them in the singular: %s', (points, words) => {
    const payload = redemption({ points_redeemed: points, customer: { mobile: '919900000101' } });
    expect(pointsRedemption.describe(payload).line).toBe(`Redeem ${words} of customer 919900000101 (mobile)`);
  });

  it('names the identifier that is filled as the customer, and shows the points as they are written', () => {
    const payload = redemption({ points_redeemed: '12.50', customer: { mobile: '', email: 'asha@example.com' } });
    expect(pointsRedemption.describe(payload)).toMatchObject({
      customer: 'asha@example.com',
      amount: 12.5,
      line: 'Redeem 12.50 points of customer asha@example.com (e-mail)',
    });
  });

  it.each([
    ['id', { user_group2_id: '31059' }, 'from group 31059', undefined],
    ['external id', { user_group2_external_id: 'family-11' }, 'from the group with the external id family-11', undefined],
    ['primary customer', { user_group2_primary_user_id: '5001002' }, 'from the group of customer 5001002', ['5001002']],
  ])('says whose points they are where a group is named by its %s, so that nobody pays unseen', (_, queryParams, words, others) => {
    const summary = pointsRedemption.describe({ ...pointsRedemption.example, queryParams });
    expect(summary.line).toBe(`Redeem 100 points of customer 919900000101 (mobile) ${words}`);
    expect(summary.otherCustomers).toEqual(others);
  });

  it('has a line of its own for each kind of identifier and each programme', () => {
    const line = (customer: object, queryParams = {}) =>
      pointsRedemption.describe({ ...redemption({ points_redeemed: 5, customer }), queryParams }).line;
    const one = '919900000101';
    const lines = [
      line({ mobile: one }),
      line({ external_id: one }),
      line({ card_number: one }),
      line({ mobile: one }, { program_id: '7002' }),
    ];
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines[3]).toBe('Redeem 5 points of customer 919900000101 (mobile) in programme 7002');
  });

  it('says that the points are those of the customer’s own group', () => {
    const payload = redemption({ points_redeemed: 1, customer: { mobile: '919900000101' }, group_redemption: 'true' });
    expect(pointsRedemption.describe(payload).line).toBe(
      'Redeem 1 point of customer 919900000101 (mobile) from the group of this customer',
    );
  });

  it('asks for JSON when the maker states no format, because an XML answer could not be judged', () => {
    const payload = redemption({ points_redeemed: 1, customer: { mobile: '919900000101' } });
    expect(pointsRedemption.buildCall({ orgId: 0, requestId: 'r', payload, bodyText: '{}' }).query).toEqual({ format: 'json' });
  });

  it('replays in doubt with a reference and holds without one, because without one a replay could redeem twice', () => {
    const withoutReference = redemption({ points_redeemed: 1, customer: { mobile: '919900000101' } });
    expect(pointsRedemption.whenInDoubt(pointsRedemption.example)).toBe('replay');
    expect(pointsRedemption.whenInDoubt(withoutReference)).toBe('hold');
    expect(pointsRedemption.loyaltyKey(withoutReference)).toBeUndefined();
  });
});

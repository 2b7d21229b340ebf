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
      line: 'Redeem 100 points of customer 919900000101',
    });
  });

  it('names the first identifier that is filled as the customer', () => {
    const payload = redemption({ points_redeemed: '12.50', customer: { mobile: '', card_number: 'C-1', email: 'asha@example.com' } });
    expect(pointsRedemption.describe(payload)).toMatchObject({ customer: 'asha@example.com', amount: 12.5 });
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

import { Organisation } from './organisation';

describe('Organisation', () => {
  it.each(['919900000101', '9900000101', '+91 99000 00101'])('finds one customer by the mobile %s', (mobile) => {
    expect(new Organisation().findCustomer('mobile', mobile)?.id).toBe(5_001_001);
  });

  it('finds a customer by e-mail address and external id without regard to case', () => {
    const organisation = new Organisation();
    expect(organisation.findCustomer('email', 'Customer5001001@Example.com')?.id).toBe(5_001_001);
    expect(organisation.findCustomer('externalId', 'ext-5001001')?.id).toBe(5_001_001);
  });

  it('keeps balances exact to three decimals', () => {
    const organisation = new Organisation();
    const line = { at: '2026-01-01T00:00:00.000Z', orgId: 0, customerIds: [5_001_001], idempotencyKey: null };
    for (let seq = 1; seq <= 3; seq += 1) {
      organisation.apply({
        ...line,
        seq,
        call: 'redeem-points',
        reference: `ref-${seq}`,
        points: 0.1,
        result: { redemptionId: 'x', summaryId: 1 },
      });
    }
    expect(organisation.customer(5_001_001)?.balance).toBe(99_999.7);
  });

  it('gives an identifier up when a customer is set without it', () => {
    const organisation = new Organisation();
    const customer = organisation.customer(5_001_001);
    if (customer === undefined) throw new Error('the customer is not there');
    const { issuedBadges: _issued, earnedBadges: _earned, ...profile } = customer;
    organisation.apply({
      call: 'set-customer',
      seq: 1,
      at: '2026-01-01T00:00:00.000Z',
      orgId: 0,
      customerIds: [profile.id],
      reference: null,
      idempotencyKey: null,
      profile: { ...profile, mobiles: ['919900000777'] },
    });
    expect(organisation.findCustomer('mobile', '9900000101')).toBeUndefined();
    expect(organisation.findCustomer('mobile', '9900000777')?.id).toBe(5_001_001);
  });
});

import { type LoyaltyCall, type Step } from '../protocol/loyalty-call';
import { shapeProblem } from '../protocol/refusal-codes';
import { type Customer } from '../state/customer';
import { type EffectOf } from '../state/ledger-entry';
import { redemptionRefusal, redemptionSuccess, redemptionUnreadable } from './redeem-points.answers';
import { findBrokenRule, findMalformed } from './redeem-points.rules';
import { findRedeemer, readRedemption, redemptionBodySchema, redemptionQuerySchema, type Redemption } from './redemption';

interface Accepted {
  readonly redemption: Redemption;
  readonly customer: Customer;
}

export const redeemPoints: LoyaltyCall<Redemption, Accepted, EffectOf<'redeem-points'>> = {
  name: 'redeem-points',
  method: 'POST',
  path: '/v1.1/points/redeem',
  lockedAs: 'item-code',

  parse(request) {
    const body = redemptionBodySchema.safeParse(request.body);
    const query = redemptionQuerySchema.safeParse(request.query);
    if (!body.success) return { refusal: redemptionUnreadable(shapeProblem(body.error)) };
    if (!query.success) return { refusal: redemptionUnreadable(shapeProblem(query.error)) };
    return { value: readRedemption(body.data.root.redeem, query.data) };
  },

  subject(redemption, organisation) {
    const customer = findRedeemer(redemption, organisation);
    return { reference: redemption.reference, customerIds: customer === undefined ? [] : [customer.id] };
  },

  check(redemption, context): Step<Accepted> {
    const malformed = findMalformed(redemption);
    if (malformed !== undefined) return { refusal: redemptionRefusal(malformed.code, malformed.message, redemption) };
    const customer = findRedeemer(redemption, context.organisation);
    if (customer === undefined) return { refusal: redemptionRefusal(816, 'Customer not found', redemption) };
    const broken = findBrokenRule(redemption, customer, context);
    if (broken !== undefined) return { refusal: redemptionRefusal(broken.code, broken.message, redemption, customer) };
    return { value: { redemption, customer } };
  },

  effect({ redemption, customer }, { seq }) {
    return {
      call: 'redeem-points',
      customerIds: [customer.id],
      reference: redemption.reference ?? null,
      points: Number(redemption.points),
      result: { redemptionId: seq.toString(36).padStart(6, '0'), summaryId: 27_000_000 + seq },
    };
  },

  answer: ({ redemption, customer }, effect) => redemptionSuccess(redemption, customer, effect),

  refuse: (code, message, redemption) => redemptionRefusal(code, message, redemption),
};

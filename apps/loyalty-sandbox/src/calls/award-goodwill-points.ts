import { z } from 'zod';
import { type LoyaltyCall } from '../protocol/loyalty-call';
import { UNDOCUMENTED, shapeProblem } from '../protocol/refusal-codes';
import { type Customer } from '../state/customer';
import { findLabel } from '../state/labels';
import { type EffectOf } from '../state/ledger-entry';
import { findProgram } from '../state/programs';
import { v2Refusal, v2Success } from './v2-answers';

const bodySchema = z.object({
  referenceId: z.string().min(1),
  reason: z.string().min(1),
  baseType: z.literal('POINTS'),
  programId: z.int(),
  awardingTillId: z.int(),
  earningEntityType: z.literal('CUSTOMER'),
  earningEntityId: z.int(),
  points: z.number().positive(),
  source: z.string().min(1),
});

type Goodwill = z.infer<typeof bodySchema>;

interface Accepted {
  readonly goodwill: Goodwill;
  readonly customer: Customer;
}

/** The reference is kept in the ledger but not enforced: the same award sent twice is made twice. */
export const awardGoodwillPoints: LoyaltyCall<Goodwill, Accepted, EffectOf<'award-goodwill-points'>> = {
  name: 'award-goodwill-points',
  method: 'POST',
  path: '/internal/goodwill/',
  lockedAs: 'http-status',

  parse(request) {
    const body = bodySchema.safeParse(request.body);
    return body.success ? { value: body.data } : { refusal: v2Refusal(UNDOCUMENTED, shapeProblem(body.error)) };
  },

  subject: ({ referenceId, earningEntityId }) => ({ reference: referenceId, customerIds: [earningEntityId] }),

  check(goodwill, { organisation }) {
    const program = findProgram(goodwill.programId);
    if (program === undefined) return refused(UNDOCUMENTED, 'The programme does not exist');
    if (!program.hasGoodwillExpiry) return refused(3002, 'GOODWILL_EXPIRY_STRATEGY_NOT_FOUND');
    const customer = organisation.customer(goodwill.earningEntityId);
    if (customer === undefined) return refused(UNDOCUMENTED, 'Customer not found');
    if (!customer.programIds.includes(program.id)) return refused(UNDOCUMENTED, 'The customer is not in the programme');
    if (findLabel(customer.label)?.blocks.includes('points-allocation') === true) {
      return refused(UNDOCUMENTED, "The customer's label does not allow points to be allocated");
    }
    return { value: { goodwill, customer } };
  },

  effect: ({ goodwill, customer }, { seq }) => ({
    call: 'award-goodwill-points',
    customerIds: [customer.id],
    reference: goodwill.referenceId,
    points: goodwill.points,
    result: { createdId: seq },
  }),

  // The documented success counts neither a success nor a failure in its headers.
  answer: (_accepted, { result }) => v2Success(201, result.createdId, { statusCode: '', success: '0', fail: '0' }),

  refuse: v2Refusal,
};

function refused(code: number, message: string) {
  return { refusal: v2Refusal(code, message) };
}

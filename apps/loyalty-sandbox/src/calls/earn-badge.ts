import { z } from 'zod';
import { type LoyaltyCall } from '../protocol/loyalty-call';
import { UNDOCUMENTED, shapeProblem } from '../protocol/refusal-codes';
import { type Badge } from '../state/badges';
import { findLabel } from '../state/labels';
import { type EffectOf } from '../state/ledger-entry';
import { badgeRefusal, badgeSuccess } from './badge-envelope';
import {
  type BadgeEvent,
  badgeExpiry,
  badgeObjectId,
  checkBadge,
  customerIdSchema,
  eventDateSchema,
  requestIdSchema,
  triggeredBySchema,
} from './badge-event';

const bodySchema = z
  .object({
    badgeMetaId: z.string().min(1),
    customerId: customerIdSchema,
    requestId: requestIdSchema,
    triggeredBy: triggeredBySchema,
    earnEventDate: eventDateSchema,
    earnEventDateISO: eventDateSchema,
  })
  .transform(({ earnEventDate, earnEventDateISO, ...body }) => ({ ...body, eventDate: earnEventDate ?? earnEventDateISO }));

type Earning = BadgeEvent & z.infer<typeof bodySchema>;

interface Accepted {
  readonly earning: Earning;
  readonly badge: Badge;
  readonly issuedId: string | null;
}

export const earnBadge: LoyaltyCall<Earning, Accepted, EffectOf<'earn-badge'>> = {
  name: 'earn-badge',
  method: 'POST',
  path: '/api_gateway/v1/badges/customer/earn',
  lockedAs: 'http-status',

  parse(request) {
    const body = bodySchema.safeParse(request.body);
    return body.success ? { value: body.data } : { refusal: badgeRefusal(UNDOCUMENTED, shapeProblem(body.error)) };
  },

  subject: ({ requestId, customerId }) => ({ reference: requestId, customerIds: [customerId] }),

  check(earning, context) {
    const badge = checkBadge('earn-badge', earning, context);
    if (badge.refusal !== undefined) return badge;
    const customer = context.organisation.customer(earning.customerId);
    if (customer === undefined) return { refusal: badgeRefusal(UNDOCUMENTED, 'Customer not found') };
    if (findLabel(customer.label)?.blocks.includes('badges') === true) {
      return { refusal: badgeRefusal(UNDOCUMENTED, "The customer's label does not allow badges") };
    }
    const issue = customer.issuedBadges.find(
      ({ badgeMetaId, expiresOn }) => badgeMetaId === earning.badgeMetaId && expiresOn * 1000 > context.now.getTime(),
    );
    if (badge.value.needsIssueBeforeEarn && issue === undefined) {
      return { refusal: badgeRefusal(811, 'The badge must be issued to the customer before it is earned') };
    }
    return { value: { earning, badge: badge.value, issuedId: issue?.issuedId ?? null } };
  },

  effect: ({ earning, badge, issuedId }, { seq, now }) => ({
    call: 'earn-badge',
    customerIds: [earning.customerId],
    reference: earning.requestId ?? null,
    badgeMetaId: badge.badgeMetaId,
    result: { earnedBadgeId: badgeObjectId(seq, 0), issuedId, expiresOn: badgeExpiry(badge, now) },
  }),

  answer({ earning }, { badgeMetaId, result }) {
    const { earnedBadgeId, expiresOn, issuedId } = result;
    return badgeSuccess({
      badgeMetaId,
      customerId: earning.customerId,
      earnedBadgeId,
      expiresOn,
      requestId: earning.requestId ?? null,
      issuedId,
    });
  },

  refuse: badgeRefusal,
};

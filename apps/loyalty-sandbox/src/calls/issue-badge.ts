import { z } from 'zod';
import { type CallContext, type LoyaltyCall } from '../protocol/loyalty-call';
import { UNDOCUMENTED, shapeProblem } from '../protocol/refusal-codes';
import { type Badge } from '../state/badges';
import { findLabel } from '../state/labels';
import { type EffectOf } from '../state/ledger-entry';
import { type BadgeError, badgeError, badgeRefusal, badgeSuccess } from './badge-envelope';
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
    customers: z.array(customerIdSchema).min(1),
    requestId: requestIdSchema,
    triggeredBy: triggeredBySchema,
    issueEventDate: eventDateSchema,
  })
  .transform(({ issueEventDate, ...body }) => ({ ...body, eventDate: issueEventDate }));

type Issue = BadgeEvent & z.infer<typeof bodySchema>;

/** Every customer is judged by itself: some may be enrolled while others are not. */
interface Accepted {
  readonly issue: Issue;
  readonly badge: Badge;
  readonly errors: ReadonlyMap<number, BadgeError>;
}

export const issueBadge: LoyaltyCall<Issue, Accepted, EffectOf<'issue-badge'>> = {
  name: 'issue-badge',
  method: 'POST',
  path: '/api_gateway/v1/badges/badgeMeta/customer/issueBulk',
  lockedAs: 'http-status',

  parse(request) {
    const body = bodySchema.safeParse(request.body);
    return body.success ? { value: body.data } : { refusal: badgeRefusal(UNDOCUMENTED, shapeProblem(body.error)) };
  },

  subject: ({ requestId, customers }) => ({ reference: requestId, customerIds: customers }),

  check(issue, context) {
    const badge = checkBadge('issue-badge', issue, context);
    if (badge.refusal !== undefined) return badge;
    const errors = new Map<number, BadgeError>();
    for (const customerId of issue.customers) {
      const error = checkCustomer(customerId, issue.badgeMetaId, context);
      if (error !== undefined) errors.set(customerId, error);
    }
    const accepted = { issue, badge: badge.value, errors };
    if (issue.customers.every((id) => errors.has(id))) {
      return { refusal: issueAnswer(accepted, { issued: [], expiresOn: badgeExpiry(badge.value, context.now) }) };
    }
    return { value: accepted };
  },

  effect({ issue, badge, errors }, { seq, now }) {
    const customerIds = [...new Set(issue.customers)].filter((id) => !errors.has(id));
    return {
      call: 'issue-badge',
      customerIds,
      reference: issue.requestId ?? null,
      badgeMetaId: badge.badgeMetaId,
      result: {
        issued: customerIds.map((customerId, index) => ({ customerId, issuedId: badgeObjectId(seq, index) })),
        expiresOn: badgeExpiry(badge, now),
      },
    };
  },

  answer: (accepted, { result }) => issueAnswer(accepted, result),

  refuse: badgeRefusal,
};

function checkCustomer(customerId: number, badgeMetaId: string, { organisation, now }: CallContext): BadgeError | undefined {
  const customer = organisation.customer(customerId);
  if (customer === undefined) return badgeError(UNDOCUMENTED, 'Customer not found');
  if (findLabel(customer.label)?.blocks.includes('badges') === true) {
    return badgeError(UNDOCUMENTED, "The customer's label does not allow badges");
  }
  const isActive = customer.issuedBadges.some((known) => known.badgeMetaId === badgeMetaId && known.expiresOn * 1000 > now.getTime());
  return isActive ? badgeError(1040, 'An active issue of the badge already exists') : undefined;
}

/** HTTP 200 with empty top-level errors even when customers were refused: their errors are in `issuedBadges`. */
function issueAnswer({ issue, errors }: Accepted, { issued, expiresOn }: EffectOf<'issue-badge'>['result']) {
  const issuedIds = new Map(issued.map(({ customerId, issuedId }) => [customerId, issuedId]));
  return badgeSuccess({
    badgeMetaId: issue.badgeMetaId,
    triggeredBy: issue.triggeredBy,
    expiresOn,
    issuedBadges: issue.customers.map((customerId) => {
      const error = errors.get(customerId) ?? null;
      return { customerId, issuedId: issuedIds.get(customerId) ?? null, status: error === null ? 'ACTIVE' : null, error };
    }),
    requestId: issue.requestId ?? null,
  });
}

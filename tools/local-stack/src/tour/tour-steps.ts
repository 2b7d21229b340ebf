import type { Submission } from '../gateway/gateway-client';

/** One request of the tour and what is to become of it. */
export interface TourStep {
  readonly submission: Submission;
  /** What the request is about, for people. */
  readonly about: string;
  readonly plan: 'approve' | 'reject' | 'leave pending';
}

/** Marks what the tour submits, so that a later tour finds what this one left pending. */
export const TOUR_TILL = '900104';
const ENTITY = { tillId: TOUR_TILL, storeId: '900103', zoneId: '900102', conceptId: '900101' };

/** Customers of the sandbox that nothing stands in the way of; the printed examples use others. */
const FIRST_CUSTOMER = 41;
const CUSTOMERS = 10;
/** Labels that forbid a customer nothing. */
const LABELS = ['Gold watch', 'Internal', 'Active'];
const WELCOME_BADGE = 'ba5e00000000000000000001';

interface Customer {
  readonly id: number;
  readonly mobile: string;
}

/**
 * One request of each type, as the API documentation shapes them.
 *
 * @param turn a number that no earlier tour had: references are made of it
 */
export function tourSteps(turn: number): readonly TourStep[] {
  const reference = (kind: string): string => `TOUR-${kind}-${turn.toString(36).toUpperCase()}`;
  const customer = (index: number): Customer => customerOf(FIRST_CUSTOMER + ((turn + index) % CUSTOMERS));
  const label = LABELS[turn % LABELS.length] ?? 'Active';
  return [
    redeemPoints(customer(0), reference('RD')),
    changeStatus(customer(1), label),
    grantGoodwill(customer(2), reference('GW')),
    earnBadge(customer(3), reference('EB')),
    issueBadge([customer(4), customer(5)], reference('IB')),
  ];
}

function customerOf(number: number): Customer {
  return { id: 5_001_000 + number, mobile: `9199000001${number}` };
}

function redeemPoints({ mobile }: Customer, reference: string): TourStep {
  const redeem = {
    points_redeemed: '100',
    customer: { mobile },
    redemption_time: '2026-04-15 23:01:46',
    transaction_number: `bill-${reference}`,
    notes: 'Redemption at the till',
    external_reference_number: reference,
  };
  return {
    about: `redeem 100 points of ${mobile}`,
    plan: 'approve',
    submission: submission('POINTS-REDEMPTION', 'POST', '/v1.1/points/redeem', {
      queryParams: { skip_validation: 'true', format: 'json' },
      body: { root: { redeem } },
    }),
  };
}

function changeStatus({ mobile }: Customer, label: string): TourStep {
  const lookup = { source: 'INSTORE', accountId: '', use_async: 'false', identifierName: 'mobile', identifierValue: mobile };
  return {
    about: `label ${mobile} "${label}"`,
    plan: 'approve',
    submission: submission('CUSTOMER-STATUS-CHANGE', 'PUT', '/v2/customers/lookup/status', {
      queryParams: lookup,
      body: { reason: 'Asked for at the service desk', label },
    }),
  };
}

function grantGoodwill({ id }: Customer, reference: string): TourStep {
  const body = {
    referenceId: reference,
    reason: 'Late delivery',
    baseType: 'POINTS',
    programId: 7001,
    awardingTillId: Number(TOUR_TILL),
    earningEntityType: 'CUSTOMER',
    earningEntityId: id,
    points: 20,
    source: 'API',
  };
  return {
    about: `grant customer ${id} 20 points`,
    plan: 'leave pending',
    submission: submission('GOODWILL-POINTS', 'POST', '/internal/goodwill/', { body }),
  };
}

function earnBadge({ id }: Customer, reference: string): TourStep {
  const triggeredBy = { ownerType: 'Goodwill_Module', referenceId: '123' };
  const body = { triggeredBy, customerId: id, requestId: reference, badgeMetaId: WELCOME_BADGE };
  return {
    about: `give customer ${id} a badge`,
    plan: 'approve',
    submission: submission('EARN-BADGE', 'POST', '/api_gateway/v1/badges/customer/earn', { body }),
  };
}

function issueBadge(customers: readonly Customer[], reference: string): TourStep {
  const triggeredBy = { ownerType: 'Goodwill_Module', referenceId: '134' };
  const body = { triggeredBy, customers: customers.map(({ id }) => id), requestId: reference, badgeMetaId: WELCOME_BADGE };
  return {
    about: `enrol ${customers.length} customers for a badge`,
    plan: 'reject',
    submission: submission('ISSUE-BADGE', 'POST', '/api_gateway/v1/badges/badgeMeta/customer/issueBulk', { body }),
  };
}

function submission(type: string, method: string, path: string, call: { queryParams?: object; body: object }): Submission {
  return { type, entityInfo: ENTITY, payload: { path, method, pathParams: {}, ...call } };
}

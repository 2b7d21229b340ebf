/** What a maker submits: the type as in the URL, and the documented `IntouchAPITask-Payload` without what is fixed per type. */
export interface Submission {
  readonly type: string;
  readonly call: { readonly queryParams?: object; readonly body: object };
  /** Where it belongs; the usual place when not said. */
  readonly entityInfo?: object;
}

/** A customer of the sandbox. */
export interface Customer {
  readonly id: number;
  readonly mobile: string;
}

export const ENTITY = { tillId: '900104', storeId: '900103', zoneId: '900102', conceptId: '900101' } as const;
/** Of the sandbox; programme 7002 has no expiry strategy for goodwill. */
export const PROGRAM = 7001;
export const WELCOME_BADGE = 'ba5e00000000000000000001';
/** Makers write this into every payload that has room for it; it tells nothing. */
const TILL = 900_104;

/** Number 1 to 50: nothing stands in the way of any call. Number 91 has 40 points. */
export function customer(number: number): Customer {
  return { id: 5_001_000 + number, mobile: `9199000001${String(number).padStart(2, '0')}` };
}

let lastReference = 0;

/** A reference that nothing else in this test run has. */
export function newReference(kind = 'REF'): string {
  lastReference += 1;
  return `E2E-${kind}-${lastReference}`;
}

export function redemption(of: Customer, changes: Readonly<Record<string, unknown>> = {}): Submission {
  const redeem = {
    points_redeemed: '100',
    customer: { mobile: of.mobile },
    redemption_time: '2026-04-15 23:01:46',
    transaction_number: 'bill-1',
    notes: 'Redemption at the till',
    external_reference_number: newReference('RD'),
    ...changes,
  };
  return { type: 'POINTS-REDEMPTION', call: { queryParams: { skip_validation: 'true', format: 'json' }, body: { root: { redeem } } } };
}

export function statusChange(of: Customer, label = 'Gold watch'): Submission {
  const queryParams = { source: 'INSTORE', accountId: '', use_async: 'false', identifierName: 'mobile', identifierValue: of.mobile };
  return { type: 'CUSTOMER-STATUS-CHANGE', call: { queryParams, body: { reason: 'Asked for at the service desk', label } } };
}

export function goodwill(of: Customer, changes: Readonly<Record<string, unknown>> = {}): Submission {
  const body = {
    referenceId: newReference('GW'),
    reason: 'Late delivery',
    baseType: 'POINTS',
    programId: PROGRAM,
    awardingTillId: TILL,
    earningEntityType: 'CUSTOMER',
    earningEntityId: of.id,
    points: 20,
    source: 'API',
    ...changes,
  };
  return { type: 'GOODWILL-POINTS', call: { body } };
}

const TRIGGERED_BY = { ownerType: 'Goodwill_Module', referenceId: '123' } as const;

export function earnBadge(of: Customer, changes: Readonly<Record<string, unknown>> = {}): Submission {
  const body = { triggeredBy: TRIGGERED_BY, customerId: of.id, requestId: newReference('EB'), badgeMetaId: WELCOME_BADGE, ...changes };
  return { type: 'EARN-BADGE', call: { body } };
}

export function issueBadge(of: readonly Customer[], changes: Readonly<Record<string, unknown>> = {}): Submission {
  const customers = of.map(({ id }) => id);
  const body = { triggeredBy: TRIGGERED_BY, customers, requestId: newReference('IB'), badgeMetaId: WELCOME_BADGE, ...changes };
  return { type: 'ISSUE-BADGE', call: { body } };
}

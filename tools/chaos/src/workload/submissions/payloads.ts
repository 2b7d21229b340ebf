import type { Customer } from './customers';
import type { Submission } from './submission';

/** What all payloads of an org have in common. */
export interface PayloadGround {
  /** For the free text of the payload. */
  readonly marker: string;
  readonly reference: string;
}

export const IDENTIFIERS = ['mobile', 'email', 'externalId'] as const;
export type Identifier = (typeof IDENTIFIERS)[number];

const REDEEM_NAMES = { mobile: 'mobile', email: 'email', externalId: 'external_id' } as const;
const TILL = 900_104;
/** Set up for goodwill. */
export const PROGRAM = 7001;
/** Not set up for goodwill: the award is put on hold, and surely nothing was applied. */
export const PROGRAM_WITHOUT_GOODWILL = 7002;

export function redemption({ marker, reference }: PayloadGround, of: Customer, points: number, by: Identifier): Submission {
  const redeem = {
    points_redeemed: String(points),
    customer: { [REDEEM_NAMES[by]]: of[by] },
    redemption_time: '2026-04-15 23:01:46',
    transaction_number: `bill-${reference}`,
    notes: `Redeemed at the counter, ${marker}`,
    external_reference_number: reference,
  };
  const call = { queryParams: { skip_validation: 'true', format: 'json' }, body: { root: { redeem } } };
  return { type: 'POINTS_REDEMPTION', call, points, reference };
}

export function statusChange({ marker, reference }: PayloadGround, of: Customer, label: string, by: Identifier): Submission {
  const queryParams = { source: 'INSTORE', accountId: '', use_async: 'false', identifierName: by, identifierValue: of[by] };
  const call = { queryParams, body: { reason: `Asked for at the desk, ${marker}, ${reference}`, label } };
  return { type: 'CUSTOMER_STATUS_CHANGE', call };
}

export function goodwill({ marker, reference }: PayloadGround, of: Customer, points: number, programId = PROGRAM): Submission {
  const body = {
    referenceId: reference,
    reason: `Late delivery, ${marker}`,
    baseType: 'POINTS',
    programId,
    awardingTillId: TILL,
    earningEntityType: 'CUSTOMER',
    earningEntityId: of.id,
    points,
    source: 'API',
  };
  return { type: 'GOODWILL_POINTS', call: { body }, points };
}

export function earnBadge({ marker, reference }: PayloadGround, of: Customer, badgeMetaId: string): Submission {
  const body = { triggeredBy: triggeredBy(marker), customerId: of.id, requestId: reference, badgeMetaId };
  return { type: 'EARN_BADGE', call: { body } };
}

export function issueBadge({ marker, reference }: PayloadGround, of: readonly Customer[], badgeMetaId: string): Submission {
  const body = { triggeredBy: triggeredBy(marker), customers: of.map(({ id }) => id), requestId: reference, badgeMetaId };
  return { type: 'ISSUE_BADGE', call: { body } };
}

function triggeredBy(marker: string): object {
  return { ownerType: 'Goodwill_Module', referenceId: marker };
}

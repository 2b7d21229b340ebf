import { identifier, keyText } from '@countersign/contract';
import { z } from 'zod';

const OWNER_TYPES = [
  'Loyalty',
  'Loyalty_Promotion',
  'Referral_Campaigns',
  'Journeys',
  'Audience_Campaigns',
  'Rewards_Catalog',
  'Goodwill_Module',
  'Milestones',
  'Historical_Import',
];
const KNOWN_OWNERS = new Set(OWNER_TYPES.map((owner) => owner.toLowerCase()));

/** Documented in two spellings, so the case does not count. */
const ownerType = z
  .string()
  .refine((owner) => KNOWN_OWNERS.has(owner.toLowerCase()), `must be one of ${OWNER_TYPES.join(', ')}`)
  .meta({ title: 'What triggered it', examples: OWNER_TYPES });

/** A point in time of ISO 8601 with `Z` or an offset. */
export const isoInstant = z.iso.datetime({ offset: true, error: 'must be a date and time of ISO 8601 with Z or an offset' });

/** A point in time as epoch number or ISO text. */
export const instant = z.union([z.number().positive(), isoInstant]);

/** A customer's id, as it stands in bulk calls. */
export const customerId = z.int().positive();

/** What both badge calls have in common. */
export const badgeFields = {
  badgeMetaId: z
    .string()
    .regex(/^[0-9a-fA-F]{24}$/, 'must be 24 hexadecimal digits')
    .meta({ title: 'Badge', description: 'Its id: 24 hexadecimal digits.' }),
  triggeredBy: z
    .strictObject({
      ownerType,
      referenceId: identifier().meta({ title: 'Its id', description: 'Of what triggered it.' }),
    })
    .meta({ title: 'Triggered by' }),
  requestId: z
    .union([keyText, z.int().positive()])
    .meta({ title: 'Reference', description: 'Your own number for this, never used before. It keeps the badge from being given twice.' })
    .exactOptional(),
};

/** Enforced by the loyalty API. Documented as text, and as a number in some places: `2132` and `"2132"` are one key there. */
export function requestKey({ body }: { readonly body: { readonly requestId?: string | number } }): string | undefined {
  return body.requestId === undefined ? undefined : String(body.requestId);
}

/** The loyalty API refuses a `requestId` that it has seen; without one nothing would stop a second badge. */
export function whenInDoubt(payload: Parameters<typeof requestKey>[0]): 'replay' | 'hold' {
  return requestKey(payload) === undefined ? 'hold' : 'replay';
}

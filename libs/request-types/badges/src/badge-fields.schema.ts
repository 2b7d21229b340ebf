import { type Echoes, identifier, isSensibleInstant, keyText, plainInstant, sameAs, SENSIBLE_TIMES } from '@countersign/contract';
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
export const isoInstant = z.iso
  .datetime({ offset: true, error: 'must be a date and time of ISO 8601 with Z or an offset', abort: true })
  .refine((text) => isSensibleInstant(Date.parse(text)), SENSIBLE_TIMES);

/** A point in time as epoch number or ISO text. */
export const instant = z.union([
  z.number().refine((epoch) => isSensibleInstant(epochMilliseconds(epoch)), `${SENSIBLE_TIMES}, in seconds or milliseconds since 1970`),
  isoInstant,
]);

/** Documented in seconds, and sent in milliseconds by others; no sensible time can be read both ways. */
function epochMilliseconds(epoch: number): number {
  return isSensibleInstant(epoch) ? epoch : epoch * 1_000;
}

/** Of the names of one date, each in its own spelling, a payload has one at most. */
type EventTimes = readonly (string | number | undefined)[];

/** When the event was, in one spelling. Undefined where the payload does not say. */
function eventTime(times: EventTimes): string | undefined {
  const time = times.find((given) => given !== undefined);
  return typeof time === 'number' ? new Date(Math.round(epochMilliseconds(time))).toISOString() : time && plainInstant(time);
}

/** When the event was, as a person reads it, and as it is written where that is a number. Empty where the payload does not say. */
export function eventTimeWords(...times: EventTimes): string {
  const time = times.find((given) => given !== undefined);
  if (time === undefined) return '';
  return typeof time === 'string' ? ` as of ${time}` : ` as of ${eventTime([time])} (${time})`;
}

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

interface BadgeRequest {
  readonly badgeMetaId: string;
  readonly triggeredBy: { readonly ownerType: string; readonly referenceId: string };
  readonly requestId?: string | number;
}

/** What both badge calls ask for: owner and badge in any case, one date under either name and in whatever spelling. */
export function asksForBadge({ badgeMetaId, triggeredBy, requestId }: BadgeRequest, ...times: EventTimes): object {
  return {
    badgeMetaId: badgeMetaId.toLowerCase(),
    owner: triggeredBy.ownerType.toLowerCase(),
    triggeredBy: triggeredBy.referenceId,
    requestId,
    at: eventTime(times),
  };
}

/** What both answers repeat of their call. */
export function badgeEchoes({ badgeMetaId, requestId }: { readonly badgeMetaId: string; readonly requestId?: string | number }): Echoes {
  return { badgeMetaId: sameAs(badgeMetaId), requestId: sameAs(requestId) };
}

/** The loyalty API refuses a `requestId` that it has seen; without one nothing would stop a second badge. */
export function whenInDoubt(payload: Parameters<typeof requestKey>[0]): 'replay' | 'hold' {
  return requestKey(payload) === undefined ? 'hold' : 'replay';
}

import { z } from 'zod';
import { type CallContext, type Step } from '../protocol/loyalty-call';
import { BADGE_OWNERS, type Badge, findBadge } from '../state/badges';
import { type LedgerEntry } from '../state/ledger-entry';
import { badgeRefusal } from './badge-envelope';

const DAY_MS = 86_400_000;

export const customerIdSchema = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ],
  'must be a number',
);

export const triggeredBySchema = z.object({
  ownerType: z.string().refine((owner) => BADGE_OWNERS.includes(owner.toLowerCase()), 'is not a known owner'),
  referenceId: z.string().min(1),
});

/** Documented as text and as a number: one and the same key in either spelling. */
export const requestIdSchema = z.union([z.string(), z.number()], 'must be text').transform(String).optional();

/** Epoch seconds, epoch milliseconds or an ISO date-time. */
export const eventDateSchema = z.union([z.number(), z.iso.datetime({ offset: true })], 'must be an epoch or an ISO date-time').optional();

/** What earning and issuing a badge have in common. */
export interface BadgeEvent {
  readonly badgeMetaId: string;
  readonly requestId?: string | undefined;
  readonly triggeredBy: { readonly ownerType: string };
  readonly eventDate: z.infer<typeof eventDateSchema>;
}

/** The refusals that both badge calls share; goes on with the badge. */
export function checkBadge(call: LedgerEntry['call'], event: BadgeEvent, { organisation, now }: CallContext): Step<Badge> {
  if (event.requestId !== undefined && organisation.hasUsed(call, event.requestId)) {
    return { refusal: badgeRefusal(809, 'Request id already used') };
  }
  const badge = findBadge(event.badgeMetaId);
  if (badge === undefined) return { refusal: badgeRefusal(1054, 'The badge does not belong to the organisation') };
  if (badge.claimedBy?.includes(event.triggeredBy.ownerType.toLowerCase()) === false) {
    return { refusal: badgeRefusal(810, 'The badge is not claimed by this owner') };
  }
  const time = eventTime(event.eventDate, now);
  if (time < Date.parse(badge.startsOn) || time > Date.parse(badge.endsOn) || time > now.getTime() + DAY_MS) {
    return { refusal: badgeRefusal(816, "The event date is outside the badge's duration") };
  }
  return { value: badge };
}

/** When a badge given now runs out, in epoch seconds with a fraction. */
export function badgeExpiry(badge: Badge, now: Date): number {
  return (now.getTime() + badge.validDays * DAY_MS) / 1000;
}

/** Twenty-four hex digits, as the badge API's ids; unique by ledger number and position. */
export function badgeObjectId(seq: number, position: number): string {
  return `${seq.toString(16).padStart(16, '0')}${position.toString(16).padStart(8, '0')}`;
}

function eventTime(eventDate: BadgeEvent['eventDate'], now: Date): number {
  if (eventDate === undefined) return now.getTime();
  if (typeof eventDate === 'string') return Date.parse(eventDate);
  return eventDate < 100_000_000_000 ? eventDate * 1000 : eventDate;
}

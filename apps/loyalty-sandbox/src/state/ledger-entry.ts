import { z } from 'zod';
import { customerProfileSchema } from './customer';

const header = {
  /** 1, 2, 3 … without gaps. */
  seq: z.int().positive(),
  /** When the effect took place, RFC 3339 in UTC. */
  at: z.iso.datetime(),
  orgId: z.int().nonnegative(),
  customerIds: z.array(z.int()),
  /** The caller's own key in the body: reference number, reference id or request id. */
  reference: z.string().nullable(),
  /** The `Idempotency-Key` header as it came: recorded, never acted upon. */
  idempotencyKey: z.string().nullable(),
};

/** One line of the ledger: one effect. What a line says is enough to rebuild the state from. */
export const ledgerEntrySchema = z.discriminatedUnion('call', [
  z.strictObject({
    call: z.literal('redeem-points'),
    ...header,
    points: z.number(),
    result: z.strictObject({ redemptionId: z.string(), summaryId: z.int() }),
  }),
  z.strictObject({
    call: z.literal('change-customer-status'),
    ...header,
    label: z.string(),
    result: z.strictObject({ createdId: z.int() }),
  }),
  z.strictObject({
    call: z.literal('award-goodwill-points'),
    ...header,
    points: z.number(),
    result: z.strictObject({ createdId: z.int() }),
  }),
  z.strictObject({
    call: z.literal('earn-badge'),
    ...header,
    badgeMetaId: z.string(),
    result: z.strictObject({ earnedBadgeId: z.string(), issuedId: z.string().nullable(), expiresOn: z.number() }),
  }),
  z.strictObject({
    call: z.literal('issue-badge'),
    ...header,
    badgeMetaId: z.string(),
    result: z.strictObject({ issued: z.array(z.strictObject({ customerId: z.int(), issuedId: z.string() })), expiresOn: z.number() }),
  }),
  z.strictObject({ call: z.literal('set-customer'), ...header, profile: customerProfileSchema }),
]);

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

type Own<Entry> = Entry extends LedgerEntry ? Omit<Entry, 'seq' | 'at' | 'orgId' | 'idempotencyKey'> : never;

/** What a call wants to happen; the ledger adds when, where and under which key. */
export type Effect = Own<LedgerEntry>;

export type EffectOf<Call extends Effect['call']> = Extract<Effect, { call: Call }>;

import { z } from 'zod';

/** What is known of a customer; the ledger keeps it whole when it is set by hand. */
export const customerProfileSchema = z.strictObject({
  id: z.int().positive(),
  mobiles: z.array(z.string()),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  label: z.string(),
  balance: z.number(),
  programIds: z.array(z.int()),
});

export type CustomerProfile = z.infer<typeof customerProfileSchema>;

export interface IssuedBadge {
  readonly badgeMetaId: string;
  readonly issuedId: string;
  /** Epoch seconds with a fraction, as the loyalty API writes it. */
  readonly expiresOn: number;
}

export interface EarnedBadge {
  readonly badgeMetaId: string;
  readonly earnedBadgeId: string;
}

export interface Customer extends CustomerProfile {
  readonly issuedBadges: IssuedBadge[];
  readonly earnedBadges: EarnedBadge[];
}

/** The kinds of identifier that the sandbox can look a customer up by. */
export type IdentifierKind = 'id' | 'mobile' | 'email' | 'externalId';

const COUNTRY_CODE = '91';

/** One spelling per number: with the country code, digits only. */
export function normalMobile(mobile: string): string {
  const digits = mobile.replace(/\D/g, '');
  return digits.length === 10 ? `${COUNTRY_CODE}${digits}` : digits;
}

export function identifierKey(kind: IdentifierKind, value: string): string {
  return `${kind}:${kind === 'mobile' ? normalMobile(value) : value.toLowerCase()}`;
}

/** Points have three decimals; sums of them must not grow more. */
export function roundPoints(points: number): number {
  return Math.round(points * 1000) / 1000;
}

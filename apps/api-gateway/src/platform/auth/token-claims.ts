import { hasVisibleCharacter, unseenCharacter } from '@countersign/contract';
import { type Actor, type Grant, isGrantName } from '@countersign/engine';
import { z } from 'zod';
import type { AuthConfig } from './auth.config';
import { isLimited, limitFields } from './entity-limits';

/** Claims of a token whose signature holds and that still cannot be used. */
export class UnusableClaimsError extends Error {
  constructor(claim: string) {
    super(`Claim ${claim} is missing or not of the documented form.`);
    this.name = 'UnusableClaimsError';
  }
}

const LONGEST_NAME = 200;
const MOST_USER_ID = 999_999_999_999_999;

/**
 * Of at most fifteen digits: longer ids are those of API clients, which no token of an identity provider may pass for. Written in one way
 * only: an identity provider that tells `02001` from `2001` has two people, and one of them must not become the other.
 */
const userId = z.union([z.int().nonnegative().max(MOST_USER_ID), z.string().regex(/^(0|[1-9]\d{0,14})$/)]).transform(Number);
/** Shown beside what the person submitted and decided: with characters that nobody sees it could be painted as somebody else's. Directories
 * differ in how they spell accents; people cannot mend that. */
const name = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .transform((text) => text.normalize())
  .refine((text) => hasVisibleCharacter(text) && unseenCharacter(text) === undefined);
const limitedGrant = z.strictObject({ grant: z.string(), ...limitFields(z.array(z.string().regex(/^\d{1,20}$/))) }).refine(isLimited);
const grant = z.union([z.string(), limitedGrant]);
const orgs = z.record(z.string().regex(/^(0|[1-9]\d{0,14})$/), z.array(grant));

/**
 * Who the token is about. Grants of other products in the same token are passed over; a grant with an empty list of ids permits nothing.
 * @throws UnusableClaimsError
 */
export function actorOf(payload: Readonly<Record<string, unknown>>, claims: AuthConfig['claims']): Actor {
  const id = read(userId, payload, claims.userId);
  return {
    userId: id,
    name: payload[claims.name] === undefined ? String(id) : read(name, payload, claims.name),
    orgs: new Map(Object.entries(read(orgs, payload, claims.orgs)).map(([orgId, grants]) => [Number(orgId), grants.flatMap(grantOf)])),
  };
}

function read<T>(schema: z.ZodType<T>, payload: Readonly<Record<string, unknown>>, claim: string): T {
  const parsed = schema.safeParse(payload[claim]);
  if (!parsed.success) throw new UnusableClaimsError(claim);
  return parsed.data;
}

function grantOf(claimed: z.output<typeof grant>): Grant[] {
  if (typeof claimed === 'string') return isGrantName(claimed) ? [{ name: claimed }] : [];
  const { grant: name, ...limitedTo } = claimed;
  return isGrantName(name) ? [{ name, limitedTo }] : [];
}

import { ENTITY_LEVELS, type EntityInfo } from '@countersign/contract';

export type { EntityInfo };

export const GRANTS = [
  'CanMakeRequest',
  'CanCheckRequest',
  'CanReadRequests',
  'CanConfigureWorkflows',
  'CanOperateWorkflows',
  'CanAuditWorkflows',
] as const;
/** The right to check, or an org's own level of it: `CanCheckRequest` and whatever letters and digits follow. */
export type CheckerGrant = `CanCheckRequest${string}`;
export type GrantName = (typeof GRANTS)[number] | CheckerGrant;

const CHECKER_GRANT = /^CanCheckRequest[A-Za-z0-9]{0,40}$/;

/** The limits of a grant by level, in the order of `ENTITY_LEVELS`. */
export const LIMIT_NAMES = ['tillIds', 'storeIds', 'zoneIds', 'conceptIds'] as const;

/** The places that a grant is for. Of several kinds of ids, each has to hold: two grants are what adds up. */
export type EntityLimits = { readonly [Name in (typeof LIMIT_NAMES)[number]]?: readonly string[] } & {
  /** At any level, which is imprecise: the id of a till may be that of a store too. */
  readonly ids?: readonly string[];
};

/** All ways to limit a grant. */
export const LIMIT_KINDS = [...LIMIT_NAMES, 'ids'] as const;

export interface Grant {
  readonly name: GrantName;
  /** Absent = the whole org. */
  readonly limitedTo?: EntityLimits;
}

/** Who calls, by a verified token alone. */
export interface Actor {
  readonly userId: number;
  readonly name: string;
  readonly orgs: ReadonlyMap<number, readonly Grant[]>;
  /** When a person's token was issued, at the earliest: what was revoked after that does not hold any more. */
  readonly issuedAt?: Date;
  /** Of a program: the people who were shown its secret, and so could ask in its name. */
  readonly secretHolders?: readonly number[];
  /** When the token that was shown ends; absent where none was. */
  readonly tokenExpiresAt?: Date;
}

export function isCheckerGrant(text: string): text is CheckerGrant {
  return CHECKER_GRANT.test(text);
}

export function isGrantName(text: string): text is GrantName {
  return (GRANTS as readonly string[]).includes(text) || isCheckerGrant(text);
}

export function belongsTo(actor: Actor, orgId: number): boolean {
  return actor.orgs.has(orgId);
}

/** A limited grant holds only for requests of its places. */
export function permits(actor: Actor, orgId: number, name: GrantName, entity: EntityInfo = {}): boolean {
  return (actor.orgs.get(orgId) ?? []).some((grant) => grant.name === name && isWithin(grant.limitedTo, entity));
}

/** Whether the limits hold for what belongs there; limits without ids hold for nothing. */
export function isWithin(limits: EntityLimits | undefined, entity: EntityInfo): boolean {
  if (limits === undefined) return true;
  const byLevel = LIMIT_NAMES.flatMap((name, index) => {
    const [ids, level] = [limits[name], ENTITY_LEVELS[index]];
    return ids === undefined || level === undefined ? [] : [ids.includes(entity[level] ?? '')];
  });
  const { ids } = limits;
  const held = ids === undefined ? byLevel : [...byLevel, ENTITY_LEVELS.some((level) => ids.includes(entity[level] ?? ''))];
  return held.length > 0 && held.every(Boolean);
}

/** The checker's grants that hold for such a request. */
export function checkerGrants(actor: Actor, orgId: number, entity: EntityInfo): readonly CheckerGrant[] {
  const names = new Set((actor.orgs.get(orgId) ?? []).map(({ name }) => name).filter(isCheckerGrant));
  return [...names].filter((name) => permits(actor, orgId, name, entity));
}

/** What a write needs that looks for a revocation itself. A program has no token that could outlive its rights. */
export function tokenOf({ issuedAt }: Actor): { readonly tokenIssuedAt?: Date } {
  return issuedAt ? { tokenIssuedAt: issuedAt } : {};
}

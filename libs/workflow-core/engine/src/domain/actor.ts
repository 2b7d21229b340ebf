export const GRANTS = ['CanMakeRequest', 'CanCheckRequest', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'] as const;
/** The right to check, or an org's own level of it: `CanCheckRequest` and whatever letters and digits follow. */
export type CheckerGrant = `CanCheckRequest${string}`;
export type GrantName = (typeof GRANTS)[number] | CheckerGrant;

const CHECKER_GRANT = /^CanCheckRequest[A-Za-z0-9]{0,40}$/;

export interface Grant {
  readonly name: GrantName;
  /** Concept, zone, store or till ids; absent = the whole org. */
  readonly limitedTo?: readonly string[];
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

/** Where in the org a request belongs; ids are strings of digits. */
export interface EntityInfo {
  readonly tillId?: string;
  readonly storeId?: string;
  readonly zoneId?: string;
  readonly conceptId?: string;
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

/** A grant limited to ids holds only for requests that name one of them. */
export function permits(actor: Actor, orgId: number, name: GrantName, entity?: EntityInfo): boolean {
  const ids = Object.values(entity ?? {}) as readonly string[];
  return (actor.orgs.get(orgId) ?? []).some(
    (grant) => grant.name === name && (grant.limitedTo === undefined || grant.limitedTo.some((id) => ids.includes(id))),
  );
}

/** The checker's grants that hold for such a request. */
export function checkerGrants(actor: Actor, orgId: number, entity: EntityInfo): readonly CheckerGrant[] {
  const names = new Set((actor.orgs.get(orgId) ?? []).map(({ name }) => name).filter(isCheckerGrant));
  return [...names].filter((name) => permits(actor, orgId, name, entity));
}

export const GRANTS = ['CanMakeRequest', 'CanCheckRequest', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'] as const;
export type GrantName = (typeof GRANTS)[number];

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
}

/** Where in the org a request belongs; ids are strings of digits. */
export interface EntityInfo {
  readonly tillId?: string;
  readonly storeId?: string;
  readonly zoneId?: string;
  readonly conceptId?: string;
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

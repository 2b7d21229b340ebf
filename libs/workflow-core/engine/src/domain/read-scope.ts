import type { EntityInfo } from '@countersign/contract';
import { type Actor, type EntityLimits, type GrantName, isCheckerGrant, isWithin, LIMIT_KINDS } from './actor';
import { WorkflowError } from './workflow-error';

/** Grants by which somebody may read: who may do something about requests may see them. */
const READ_GRANTS: readonly GrantName[] = ['CanReadRequests', 'CanMakeRequest', 'CanOperateWorkflows', 'CanAuditWorkflows'];

/** The requests that somebody may read: the whole org's, or those within one of these limits. */
export type ReadScope = 'whole-org' | readonly EntityLimits[];

/** Undefined: none at all. */
export function findReadScope(actor: Actor, orgId: number): ReadScope | undefined {
  const grants = (actor.orgs.get(orgId) ?? []).filter(({ name }) => READ_GRANTS.includes(name) || isCheckerGrant(name));
  if (grants.length === 0) return undefined;
  const limits = grants.flatMap(({ limitedTo }) => limitedTo ?? []);
  return limits.length < grants.length ? 'whole-org' : gathered(limits);
}

/** As few limits as say the same: those of one kind of ids are one. */
function gathered(limits: readonly EntityLimits[]): readonly EntityLimits[] {
  const single = LIMIT_KINDS.flatMap((kind): EntityLimits[] => {
    const ids = new Set(limits.filter((one) => isOnly(one, kind)).flatMap((one) => one[kind] ?? []));
    return ids.size === 0 ? [] : [{ [kind]: [...ids].toSorted() }];
  });
  return [...single, ...limits.filter((one) => !LIMIT_KINDS.some((kind) => isOnly(one, kind)))];
}

function isOnly(limits: EntityLimits, kind: (typeof LIMIT_KINDS)[number]): boolean {
  return LIMIT_KINDS.every((one) => (limits[one] !== undefined) === (one === kind));
}

/** @throws WorkflowError `no-permission` for who may read nothing in the org */
export function readScopeOf(actor: Actor, orgId: number): ReadScope {
  const scope = findReadScope(actor, orgId);
  if (scope === undefined)
    throw WorkflowError.of('no-permission', 'CanReadRequests is missing for this org, and every grant that implies it.');
  return scope;
}

/** Whether a request that belongs there may be read. */
export function isReadable(scope: ReadScope, entity: EntityInfo): boolean {
  return scope === 'whole-org' || scope.some((limits) => isWithin(limits, entity));
}

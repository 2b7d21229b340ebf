import { misplacedFields, type RequestTypeRegistry } from '@countersign/contract';
import { type Actor, type GrantName, permits } from '../domain/actor';
import { misplacedProblems } from '../domain/misplaced-fields';
import { isReadable, readScopeOf } from '../domain/read-scope';
import { WorkflowError } from '../domain/workflow-error';
import type { StoredRequest } from '../ports/request-records';
import { unknownRequest } from './close-problems';

/**
 * Before anything is looked up, so that nobody learns which requests there are. A grant for places will do here.
 * @throws WorkflowError `no-permission`
 */
export function requireSomewhere(actor: Actor, orgId: number, ...grants: readonly GrantName[]): void {
  const isHeld = (actor.orgs.get(orgId) ?? []).some(({ name }) => grants.includes(name));
  if (!isHeld) throw WorkflowError.of('no-permission', `${grants.join(' or ')} is missing for this org.`);
}

/**
 * What is beyond somebody's places is answered like what never was, their own requests too.
 * @throws WorkflowError `no-permission` for who may read nothing in the org, `unknown-request`
 */
export function requireReadable(actor: Actor, orgId: number, { entityInfo }: Pick<StoredRequest, 'entityInfo'>): void {
  if (!isReadable(readScopeOf(actor, orgId), entityInfo)) throw unknownRequest();
}

type Covered = Pick<StoredRequest, 'orgId' | 'type' | 'entityInfo' | 'payloadText'>;

/**
 * A grant for places covers a request that belongs to them and whose payload names no others. One of the grants will do.
 * @throws WorkflowError `no-permission`
 */
export function requireCovered(types: RequestTypeRegistry, actor: Actor, request: Covered, ...grants: readonly GrantName[]): void {
  const { orgId, entityInfo } = request;
  if (grants.some((grant) => permits(actor, orgId, grant))) return;
  if (!grants.some((grant) => permits(actor, orgId, grant, entityInfo)))
    throw WorkflowError.of('no-permission', `${grants.join(' or ')} is missing for this org or for the entity ids of this request.`);
  const type = types.find(request.type);
  const misplaced = type ? misplacedFields(type, JSON.parse(request.payloadText), entityInfo) : [];
  const [first, ...others] = misplacedProblems(misplaced, 'no-permission');
  if (first) throw new WorkflowError([first, ...others]);
}

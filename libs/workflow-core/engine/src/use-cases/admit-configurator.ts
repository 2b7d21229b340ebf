import type { RequestType, RequestTypeRegistry } from '@countersign/contract';
import { type Actor, permits } from '../domain/actor';
import { WorkflowError } from '../domain/workflow-error';

/** The type, for somebody who may configure it. @throws WorkflowError for anybody else, and for an unknown type */
export function admitConfigurator(types: RequestTypeRegistry, actor: Actor, orgId: number, typeSegment: string): RequestType {
  const type = types.findByUrl(typeSegment);
  if (!type) throw WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.');
  if (!permits(actor, orgId, 'CanConfigureWorkflows'))
    throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
  return type;
}

import { type Actor, type IdentityCaller, permits, tokenOf, WorkflowError } from '@countersign/engine';
import type { Call } from '../http/call-context';

export function callerOf({ actor, orgId, traceId }: Call): IdentityCaller {
  return { orgId, person: { id: actor.userId, name: actor.name }, ...tokenOf(actor), traceId };
}

/** @throws WorkflowError `no-permission` */
export function requireConfigurator({ actor, orgId }: { readonly actor: Actor; readonly orgId: number }): void {
  if (!permits(actor, orgId, 'CanConfigureWorkflows'))
    throw WorkflowError.of('no-permission', 'CanConfigureWorkflows is missing for this org.');
}

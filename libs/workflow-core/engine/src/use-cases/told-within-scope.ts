import type { Problem } from '@countersign/contract';
import type { Actor, EntityInfo } from '../domain/actor';
import { findReadScope, isReadable } from '../domain/read-scope';
import { WorkflowError } from '../domain/workflow-error';

/** Problems whose reference is the id of the request that stands in the way, unless it is a place in the call itself. */
const NAMING_KINDS: ReadonlySet<string> = new Set<Problem['kind']>(['duplicate-open-request', 'same-customer-pending', 'wrong-state']);

/** Who is told, and how the place of another request is found. */
export interface Told {
  readonly actor: Actor;
  readonly orgId: number;
  readonly find: (requestId: string) => Promise<{ readonly entityInfo: EntityInfo } | undefined>;
}

/**
 * Does the work for somebody who may not read the whole org: an error names another request only to who may read it. The others learn
 * that there is one, and not which.
 */
export async function toldWithinScope<Result>({ actor, orgId, find }: Told, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const scope = findReadScope(actor, orgId) ?? [];
    if (!(error instanceof WorkflowError) || scope === 'whole-org' || !error.problems.some(namesRequest)) throw error;
    const [first, ...others] = error.problems;
    const tell = async (problem: Problem): Promise<Problem> => {
      if (!namesRequest(problem)) return problem;
      const request = await find(problem.reference);
      return request && isReadable(scope, request.entityInfo) ? problem : { kind: problem.kind, message: problem.message };
    };
    throw new WorkflowError([await tell(first), ...(await Promise.all(others.map(tell)))], error.retryAfterSeconds);
  }
}

/** The id of the request that a problem names. */
export function namesRequest<Kind extends { readonly kind: string; readonly reference?: string }>(
  problem: Kind,
): problem is Kind & { readonly reference: string } {
  return NAMING_KINDS.has(problem.kind) && problem.reference !== undefined && !problem.reference.startsWith('/');
}

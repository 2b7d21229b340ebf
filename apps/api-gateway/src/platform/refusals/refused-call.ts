import type { ApiClient, SecurityRefusal } from '@countersign/engine';
import type { FastifyRequest } from 'fastify';
import { type AnsweredProblem } from '../http/error-envelope';
import { type AnsweredKind, PROBLEM_CATALOGUE } from '../http/problem-catalogue';
import { isUuid } from '../http/uuid';

/** Each refusal is an entry of its own, or those of one caller are gathered into an entry a minute. */
type Journaling = 'each' | 'gathered';

/**
 * What is refused for reasons of security, and so is journaled wherever it was refused. What belongs to another org does not exist for the
 * caller, and nobody can tell asking for it from a mistyped id: both are noted in the org of whoever asks, and one who tries ids is found
 * by the number. A revoked token is known, and refused as `no-permission`. `not-authenticated` is not among these: nobody knows whose it
 * is, and strangers must not be able to fill a journal; where a client's key was shown, see `refusedClient`.
 */
const SECURITY_KINDS: ReadonlyMap<AnsweredKind, Journaling> = new Map<AnsweredKind, Journaling>([
  ['no-permission', 'each'],
  ['self-approval', 'each'],
  ['digest-differs', 'each'],
  ['unknown-request', 'gathered'],
]);

/**
 * What the journal is to say of a call that ended with these problems; undefined when none of them is about security, or nobody knows who
 * called. A caller who asked for an org of which they are no member is noted in their own: any number could be sent for the other one.
 * @param named the id of the request that was refused, as the caller spelt it; by the path, or the body of a decision, when not said
 */
export function refusedCall(
  request: FastifyRequest,
  problems: readonly AnsweredProblem[],
  named = requestOf(request),
): SecurityRefusal | undefined {
  const problem = problems.find(({ kind }) => SECURITY_KINDS.has(kind));
  const { actor, caller } = request;
  const orgId = caller?.orgId ?? actor?.orgs.keys().next().value;
  if (!problem || !actor || orgId === undefined) return undefined;
  const requestId = named !== undefined && isUuid(named) ? named.toLowerCase() : undefined;
  return {
    ...placeOf(request),
    orgId,
    userId: actor.userId,
    code: PROBLEM_CATALOGUE[problem.kind].code,
    ...(requestId !== undefined && { requestId }),
    isGathered: SECURITY_KINDS.get(problem.kind) === 'gathered',
  };
}

/**
 * What the journal of a client's org is to say when somebody showed the client's key and could not act for it. Whoever that was: they know
 * the key, and their tries are gathered.
 */
export function refusedClient(request: FastifyRequest, { orgId, clientId }: ApiClient): SecurityRefusal {
  return { ...placeOf(request), orgId, userId: clientId, code: PROBLEM_CATALOGUE['not-authenticated'].code, isGathered: true };
}

function placeOf({ method, routeOptions, traceId }: FastifyRequest): Pick<SecurityRefusal, 'action' | 'traceId'> {
  return { action: `${method} ${routeOptions.url ?? 'none'}`, traceId };
}

/** Where a call names its request: in the path, or in the body that its route has read. What only looks like it in a text names nothing. */
function requestOf({ params, namedRequest }: FastifyRequest): string | undefined {
  const inPath = (params as Readonly<Record<string, string | undefined>> | undefined)?.['requestId'];
  return inPath ?? namedRequest ?? undefined;
}

import { createHash } from 'node:crypto';
import { payloadReference, type Problem, type RequestType, type RequestTypeRegistry } from '@countersign/contract';
import { type Actor, type EntityInfo, permits } from '../domain/actor';
import { statedPlaceProblems } from '../domain/stated-places';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { ResubmissionOrigin, StoredRequest } from '../ports/request-records';
import type { NewRequest, RequestStore, SubmitResult } from '../ports/request-store';
import { type Asked, NewRequests } from './new-requests';
import type { PolicyBook } from './policy-book';
import { submitProblem } from './submit-problems';
import { toldWithinScope } from './told-within-scope';

/** What a maker asks for. Texts are slices of what came in, byte for byte; they were scanned for JSON that cannot be kept. */
export interface Submission {
  readonly actor: Actor;
  readonly orgId: number;
  readonly entityInfo: EntityInfo;
  readonly queryParamsText?: string;
  readonly bodyText: string;
  /** Stated by clients of the original API; must be the type's own. */
  readonly statedPath?: string;
  readonly statedMethod?: string;
  readonly idempotencyKey?: string;
  /** The whole body as received: what an idempotency key stands for. */
  readonly rawText: string;
  readonly traceId: string;
}

export interface SubmitCommand extends Submission {
  /** The type as the URL spells it. */
  readonly type: string;
}

export interface Submitted {
  readonly request: StoredRequest;
  /** The answer to an earlier call with the same key. */
  readonly replayed: boolean;
}

/** A maker's request: judged by schema, rules and policy, then stored with its first event in one statement. */
export class SubmitRequest {
  private readonly newRequests: NewRequests;

  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly requests: RequestStore,
    policies: PolicyBook,
    identifiers: Identifiers,
  ) {
    this.newRequests = new NewRequests(policies, identifiers, requests);
  }

  async execute(command: SubmitCommand): Promise<Submitted> {
    return this.store(findType(this.types, command.type), command);
  }

  /** @param resubmissionOf what the same maker asked for before, when this asks for it again */
  async store(type: RequestType, command: Submission, resubmissionOf?: ResubmissionOrigin): Promise<Submitted> {
    requireMaker(command);
    const { actor, orgId } = command;
    return toldWithinScope({ actor, orgId, find: (requestId) => this.requests.read(orgId, requestId) }, async () => {
      const { request, result } = await this.newRequests.judgeAndStore(
        type,
        askedBy(type, command, resubmissionOf),
        (one) => this.requests.submit(one),
        routeProblems(type, command),
      );
      return submitted(request, result);
    });
  }
}

/** @throws WorkflowError `no-permission` */
export function requireMaker({ actor, orgId, entityInfo }: Submission): void {
  const [first, ...others] = statedPlaceProblems(actor, orgId, entityInfo);
  if (first) throw new WorkflowError([first, ...others]);
}

export function findType(types: RequestTypeRegistry, spelling: string): RequestType {
  const type = types.findByUrl(spelling);
  if (!type) throw WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.');
  return type;
}

export function askedBy({ key }: RequestType, command: Submission, resubmissionOf?: ResubmissionOrigin): Asked {
  const { actor, orgId, entityInfo, idempotencyKey, rawText, traceId } = command;
  const scope = resubmissionOf ? `${key}/${resubmissionOf.requestId}` : key;
  return {
    orgId,
    maker: { id: actor.userId, name: actor.name },
    otherMakers: [...(actor.secretHolders ?? []), ...(resubmissionOf?.makerIds ?? [])],
    entityInfo,
    isLimited: !permits(actor, orgId, 'CanMakeRequest'),
    payloadText: composePayload(command),
    ...(idempotencyKey !== undefined && { idempotency: { key: idempotencyKey, fingerprint: fingerprint(scope, rawText) } }),
    ...(resubmissionOf && { resubmissionOf }),
    traceId,
  };
}

function composePayload({ queryParamsText, bodyText }: Submission): string {
  return queryParamsText === undefined ? `{"body":${bodyText}}` : `{"queryParams":${queryParamsText},"body":${bodyText}}`;
}

function fingerprint(scope: string, text: string): string {
  return createHash('sha256').update(`${scope}\n${text}`, 'utf8').digest('hex');
}

export function routeProblems(type: RequestType, { statedPath, statedMethod }: Submission): Problem[] {
  const { method, path, alsoAccepted = [] } = type.loyaltyRoute;
  const problems: Problem[] = [];
  if (statedPath !== undefined && statedPath !== path)
    problems.push({
      kind: 'invalid-payload',
      message: `Field path must be ${path} for this request type, or be left out.`,
      reference: payloadReference('/path'),
    });
  if (statedMethod !== undefined && ![method, ...alsoAccepted].some((accepted) => accepted === statedMethod.toUpperCase()))
    problems.push({
      kind: 'invalid-payload',
      message: `Field method must be ${method} for this request type, or be left out.`,
      reference: payloadReference('/method'),
    });
  return problems;
}

function submitted(request: NewRequest, result: SubmitResult): Submitted {
  if (result.kind === 'created') return { request: asStored(request, result.createdAt), replayed: false };
  if (result.kind === 'replayed') return { request: result.request, replayed: true };
  throw submitProblem(result);
}

function asStored({ limits, otherCustomers: _, ...request }: NewRequest, createdAt: Date): StoredRequest {
  return {
    ...request,
    ...(limits?.sameCustomerPending && { customerHadPending: true }),
    ...(limits?.ownPolicy && { ownPolicy: true }),
    state: request.verdict === 'auto' ? 'accepted' : 'pending',
    version: 1,
    approvals: 0,
    decisions: [],
    createdAt,
    updatedAt: createdAt,
    ...(request.verdict === 'checker' &&
      request.expiresAfterHours !== undefined && { expiresAt: new Date(createdAt.getTime() + request.expiresAfterHours * 3_600_000) }),
  };
}

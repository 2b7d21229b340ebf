import { createHash } from 'node:crypto';
import { payloadReference, type Problem, type RequestType, type RequestTypeRegistry } from '@countersign/contract';
import { type Actor, type EntityInfo, permits } from '../domain/actor';
import { keyHash, newSalt, payloadDigest } from '../domain/payload-digest';
import { payloadProblems } from '../domain/payload-problems';
import { judgeByPolicy, type Policy } from '../domain/policy';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { StoredRequest } from '../ports/request-records';
import type { NewRequest, RequestStore, SubmitResult } from '../ports/request-store';
import type { PolicyBook } from './policy-book';

/** What a maker asks for. Texts are slices of what came in, byte for byte; they were scanned for JSON that cannot be kept. */
export interface SubmitCommand {
  readonly actor: Actor;
  readonly orgId: number;
  /** The type as the URL spells it. */
  readonly type: string;
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

export interface Submitted {
  readonly request: StoredRequest;
  /** The answer to an earlier call with the same key. */
  readonly replayed: boolean;
}

/** What was judged, and by which version. */
interface Judged {
  readonly payloadText: string;
  readonly payload: unknown;
  readonly policy: Policy;
}

const POLICY_RETRIES = 3;

/** A maker's request: judged by schema, rules and policy, then stored with its first event in one statement. */
export class SubmitRequest {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly requests: RequestStore,
    private readonly policies: PolicyBook,
    private readonly identifiers: Identifiers,
  ) {}

  async execute(command: SubmitCommand): Promise<Submitted> {
    const type = this.types.findByUrl(command.type);
    if (!type) throw WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.');
    if (!permits(command.actor, command.orgId, 'CanMakeRequest', command.entityInfo))
      throw WorkflowError.of('no-permission', 'CanMakeRequest is missing for this org or for the entity ids of this request.');
    const payloadText = composePayload(command);
    const payload: unknown = JSON.parse(payloadText);
    refuse([...routeProblems(type, command), ...payloadProblems(type, payload)]);
    for (let attempt = 1; ; attempt++) {
      const policy = await this.policies.current(command.orgId, type.key);
      refuse(ruleProblems(type, payload, policy));
      const request = this.compose(command, type, { payloadText, payload, policy });
      const result = await this.requests.submit(request);
      if (result.kind !== 'policy-changed' || attempt > POLICY_RETRIES) return submitted(request, result);
      await this.policies.refresh();
    }
  }

  private compose(command: SubmitCommand, type: RequestType, { payloadText, payload, policy }: Judged): NewRequest {
    const summary = type.describe(payload);
    const naturalKey = type.naturalKey(payload);
    const loyaltyKey = type.loyaltyKey(payload);
    const payloadSalt = newSalt();
    return {
      orgId: command.orgId,
      requestId: this.identifiers.requestId(),
      type: type.key,
      typeVersion: type.version,
      requester: { id: command.actor.userId, name: command.actor.name },
      entityInfo: command.entityInfo,
      payloadText,
      payloadSalt,
      payloadDigest: payloadDigest(payloadSalt, payloadText),
      ...summary,
      ...(naturalKey !== undefined && { naturalKeyHash: keyHash(type.key, naturalKey) }),
      ...(loyaltyKey !== undefined && { loyaltyKeyHash: keyHash(type.key, loyaltyKey) }),
      ...(command.idempotencyKey !== undefined && {
        idempotency: { key: command.idempotencyKey, fingerprint: fingerprint(type.key, command.rawText) },
      }),
      policyVersion: policy.version,
      verdict: judgeByPolicy(policy, summary),
      quorum: 1,
      whenInDoubt: type.whenInDoubt(payload),
      ...(policy.expiresAfterHours !== undefined && { expiresAfterHours: policy.expiresAfterHours }),
      traceId: command.traceId,
      eventId: this.identifiers.eventId(),
    };
  }
}

function composePayload({ queryParamsText, bodyText }: SubmitCommand): string {
  return queryParamsText === undefined ? `{"body":${bodyText}}` : `{"queryParams":${queryParamsText},"body":${bodyText}}`;
}

function fingerprint(scope: string, text: string): string {
  return createHash('sha256').update(`${scope}\n${text}`, 'utf8').digest('hex');
}

function routeProblems(type: RequestType, { statedPath, statedMethod }: SubmitCommand): Problem[] {
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

function ruleProblems(type: RequestType, payload: unknown, policy: Policy): Problem[] {
  const context = policy.config === undefined ? { payload } : { payload, config: policy.config };
  return (type.rules ?? []).filter((rule) => rule.at.includes('submit')).flatMap((rule) => rule.check(context) ?? []);
}

function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
}

function submitted(request: NewRequest, result: SubmitResult): Submitted {
  switch (result.kind) {
    case 'created':
      return { request: asStored(request, result.createdAt), replayed: false };
    case 'replayed':
      return { request: result.request, replayed: true };
    case 'key-reused':
      throw WorkflowError.of('key-reused', 'This Idempotency-Key was used with another body; use a new key for a new request.');
    case 'key-in-progress':
      throw new WorkflowError([{ kind: 'key-in-progress', message: 'A call with this Idempotency-Key is still under way.' }], 1);
    case 'duplicate':
      throw WorkflowError.of(
        'duplicate-open-request',
        'An open request already asks for the same; decide or withdraw that one first.',
        result.openRequestId,
      );
    case 'policy-changed':
      throw new WorkflowError(
        [{ kind: 'unavailable', message: 'The policy of this request type is being changed right now; try again.' }],
        1,
      );
  }
}

function asStored(request: NewRequest, createdAt: Date): StoredRequest {
  return {
    ...request,
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

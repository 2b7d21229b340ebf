import type { Problem, RequestType } from '@countersign/contract';
import type { EntityInfo } from '../domain/actor';
import { keyHash, newSalt, payloadDigest } from '../domain/payload-digest';
import { payloadProblems } from '../domain/payload-problems';
import { judgeByPolicy, type Policy } from '../domain/policy';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { Person, ResubmissionOrigin } from '../ports/request-records';
import type { IdempotencyKey, NewRequest } from '../ports/request-store';
import type { PolicyBook } from './policy-book';

/** Somebody asks for something. */
export interface Asked {
  readonly orgId: number;
  readonly maker: Person;
  readonly entityInfo: EntityInfo;
  readonly payloadText: string;
  readonly idempotency?: IdempotencyKey;
  readonly resubmissionOf?: ResubmissionOrigin;
  readonly traceId: string;
}

export interface Stored<Result> {
  readonly request: NewRequest;
  readonly result: Result;
}

const POLICY_RETRIES = 3;

/** What is asked for becomes a request: judged by schema, rules and policy, whoever asks and for whatever reason. */
export class NewRequests {
  constructor(
    private readonly policies: PolicyBook,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * @param otherProblems what the caller found wrong with it already
   * @param store called again when the policy was changed meanwhile
   */
  async judgeAndStore<Result extends { readonly kind: string }>(
    type: RequestType,
    asked: Asked,
    store: (request: NewRequest) => Promise<Result>,
    otherProblems: readonly Problem[] = [],
  ): Promise<Stored<Result>> {
    const payload: unknown = JSON.parse(asked.payloadText);
    refuse([...otherProblems, ...payloadProblems(type, payload)]);
    for (let attempt = 1; ; attempt++) {
      const policy = await this.policies.current(asked.orgId, type.key);
      refuse(ruleProblems(type, payload, policy));
      const request = this.compose(type, asked, payload, policy);
      const result = await store(request);
      if (result.kind !== 'policy-changed' || attempt > POLICY_RETRIES) return { request, result };
      await this.policies.refresh();
    }
  }

  private compose(type: RequestType, asked: Asked, payload: unknown, policy: Policy): NewRequest {
    const { orgId, maker, entityInfo, payloadText, idempotency, resubmissionOf, traceId } = asked;
    const summary = type.describe(payload);
    const naturalKey = type.naturalKey(payload);
    const loyaltyKey = type.loyaltyKey(payload);
    const payloadSalt = newSalt();
    return {
      orgId,
      requestId: this.identifiers.requestId(),
      type: type.key,
      typeVersion: type.version,
      requester: maker,
      entityInfo,
      payloadText,
      payloadSalt,
      payloadDigest: payloadDigest(payloadSalt, payloadText),
      ...summary,
      ...(naturalKey !== undefined && { naturalKeyHash: keyHash(type.key, naturalKey) }),
      ...(loyaltyKey !== undefined && { loyaltyKeyHash: keyHash(type.key, loyaltyKey) }),
      ...(idempotency && { idempotency }),
      ...(resubmissionOf && { resubmissionOf }),
      policyVersion: policy.version,
      verdict: judgeByPolicy(policy, summary),
      quorum: 1,
      whenInDoubt: type.whenInDoubt(payload),
      ...(policy.expiresAfterHours !== undefined && { expiresAfterHours: policy.expiresAfterHours }),
      traceId,
      eventId: this.identifiers.eventId(),
    };
  }
}

function ruleProblems(type: RequestType, payload: unknown, policy: Policy): Problem[] {
  const context = policy.config === undefined ? { payload } : { payload, config: policy.config };
  return (type.rules ?? []).filter((rule) => rule.at.includes('submit')).flatMap((rule) => rule.check(context) ?? []);
}

function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
}

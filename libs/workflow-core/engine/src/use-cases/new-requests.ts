import { misplacedFields, type Problem, type RequestType } from '@countersign/contract';
import { sliceJson } from '@countersign/json-text';
import type { EntityInfo } from '../domain/actor';
import { misplacedProblems } from '../domain/misplaced-fields';
import { keyHash, newSalt, payloadDigest } from '../domain/payload-digest';
import { payloadProblems, spellingProblems } from '../domain/payload-problems';
import type { Policy } from '../domain/policy';
import { dependsOnOthers, judgeByPolicy, looksForPending, type PolicyFacts, type PolicyVerdict } from '../domain/policy-verdict';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { Person, ResubmissionOrigin } from '../ports/request-records';
import type { IdempotencyKey, NewRequest, RefusedSubmission, RefuseResult, RequestStore, SubmitResult } from '../ports/request-store';
import type { CurrentPolicy, PolicyBook } from './policy-book';
import { refusalProblem } from './submit-problems';
import { typeLimit } from './type-limit';

/** Somebody asks for something. */
export interface Asked {
  readonly orgId: number;
  readonly maker: Person;
  /** Who else asks by it: those who know the secret of a program, or asked for the same before. */
  readonly otherMakers?: readonly number[];
  readonly entityInfo: EntityInfo;
  /** Whether the grant by which it is asked for is only for some places of the org. */
  readonly isLimited: boolean;
  readonly payloadText: string;
  readonly idempotency?: IdempotencyKey;
  readonly resubmissionOf?: ResubmissionOrigin;
  readonly traceId: string;
}

export interface Stored<Result> {
  readonly request: NewRequest;
  readonly result: Result;
}

const MOST_JUDGEMENTS = 5;

/** What is asked for becomes a request: judged by schema, rules and policy, whoever asks and for whatever reason. */
export class NewRequests {
  constructor(
    private readonly policies: PolicyBook,
    private readonly identifiers: Identifiers,
    private readonly requests: Pick<RequestStore, 'refuse'>,
  ) {}

  /** The same judgement, for what is kept elsewhere. */
  over(requests: Pick<RequestStore, 'refuse'>): NewRequests {
    return new NewRequests(this.policies, this.identifiers, requests);
  }

  /**
   * @param otherProblems what the caller found wrong with it already
   * @param store called again when the policy, or what it counts, was changed meanwhile
   * @throws WorkflowError for what schema, rules or policy refuse; what the policy refuses is kept as a fact
   */
  async judgeAndStore<Result extends { readonly kind: string }>(
    type: RequestType,
    asked: Asked,
    store: (request: NewRequest) => Promise<Result>,
    otherProblems: readonly Problem[] = [],
  ): Promise<Stored<Result | NotRefused>> {
    const payload: unknown = JSON.parse(asked.payloadText);
    const misplaced = misplacedFields(type, payload, asked.entityInfo);
    if (asked.isLimited) refuse(misplacedProblems(misplaced, 'no-permission'));
    refuse([...otherProblems, ...misplacedProblems(misplaced, 'invalid-payload'), ...payloadProblems(type, payload)]);
    refuse(spellingProblems(type, asked.payloadText));
    const amount = amountFact(type, payload);
    let found: PolicyFacts = {};
    let ownVersion: number | undefined;
    for (let judgement = 1; ; judgement++) {
      const policy = await this.policies.current(asked.orgId, type.key);
      refuse(ruleProblems(type, payload, policy));
      const isOwn = isAuthor(policy, asked) || policy.version === ownVersion;
      const facts: PolicyFacts = { ...found, ...amount, ...(isOwn && { ownPolicy: true }) };
      const verdict = judgeByPolicy(policy, facts, typeLimit(type, policy));
      const request = this.compose(type, asked, payload, { policy, facts, verdict });
      const result =
        verdict.kind === 'refused'
          ? await this.keepRefusal(type, payload, policy, { request, reason: verdict.reason, facts })
          : await store(request);
      if (judgement === MOST_JUDGEMENTS) return { request, result };
      const otherwise = foundOtherwise(result);
      if (otherwise?.ownPolicy) ownVersion = policy.version;
      else if (otherwise) found = otherwise;
      else if (result.kind === 'policy-changed') await this.policies.refresh();
      else return { request, result };
    }
  }

  /** @throws WorkflowError once the refusal is kept; else it did not come to that */
  private async keepRefusal(type: RequestType, payload: unknown, policy: Policy, refused: RefusedSubmission): Promise<NotRefused> {
    const result = await this.requests.refuse(refused);
    if (result.kind !== 'kept') return result;
    refuse(limitProblems(type, payload, policy));
    throw refusalProblem(refused.reason, refused.facts);
  }

  private compose(type: RequestType, asked: Asked, payload: unknown, { policy, facts, verdict }: Judged): NewRequest {
    const { orgId, maker, entityInfo, payloadText, idempotency, resubmissionOf, traceId } = asked;
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
      ...type.describe(payload, (path) => sliceJson(payloadText, path)),
      ...(naturalKey !== undefined && { naturalKeyHash: keyHash(type.key, naturalKey) }),
      ...(loyaltyKey !== undefined && { loyaltyKeyHash: keyHash(type.key, loyaltyKey) }),
      ...(idempotency && { idempotency }),
      ...(resubmissionOf && { resubmissionOf }),
      policyVersion: policy.version,
      ...verdictColumns(verdict),
      ...limitsOf(policy, facts, verdict),
      whenInDoubt: type.whenInDoubt(payload),
      ...(policy.expiresAfterHours !== undefined && { expiresAfterHours: policy.expiresAfterHours }),
      traceId,
      eventId: this.identifiers.eventId(),
    };
  }
}

type NotRefused = Exclude<RefuseResult, { kind: 'kept' }>;

interface Judged {
  readonly policy: Policy;
  readonly facts: PolicyFacts;
  readonly verdict: PolicyVerdict;
}

function amountFact(type: RequestType, payload: unknown): Pick<PolicyFacts, 'amount'> {
  const { amount } = type.describe(payload);
  return amount === undefined ? {} : { amount };
}

function foundOtherwise(result: { readonly kind: string }): PolicyFacts | undefined {
  return result.kind === 'limits-differ' ? (result as Extract<SubmitResult, { kind: 'limits-differ' }>).facts : undefined;
}

function verdictColumns(verdict: PolicyVerdict): Pick<NewRequest, 'verdict' | 'quorum' | 'band' | 'levelGrants'> {
  if (verdict.kind !== 'checkers') return { verdict: 'auto', quorum: 1 };
  const { quorum, band, grants } = verdict;
  return {
    verdict: 'checker',
    quorum,
    ...(band !== undefined && { band }),
    ...(grants.some((grant) => grant !== 'CanCheckRequest') && { levelGrants: grants }),
  };
}

function limitsOf(policy: Policy, { pendingRequestId }: PolicyFacts, verdict: PolicyVerdict): Pick<NewRequest, 'limits'> {
  const isOwn = verdict.kind === 'checkers' && verdict.ownPolicy === true;
  if (!dependsOnOthers(policy) && !isOwn) return {};
  const caps = policy.dailyCaps ?? {};
  const pending = looksForPending(policy) && { sameCustomerPending: pendingRequestId !== undefined };
  return { limits: { caps, ...pending, ...(isOwn && { ownPolicy: true }) } };
}

function isAuthor({ proposedBy, decidedBy }: CurrentPolicy, { maker, otherMakers = [] }: Asked): boolean {
  return [proposedBy, decidedBy].some((author) => author && [maker.id, ...otherMakers].includes(author.id));
}

/** Rules beside those that are part of the policy. */
function ruleProblems(type: RequestType, payload: unknown, policy: Policy): Problem[] {
  return brokenRules(type, payload, policy, (rule) => !limitsAmount(rule));
}

function limitProblems(type: RequestType, payload: unknown, policy: Policy): Problem[] {
  return brokenRules(type, payload, policy, limitsAmount);
}

type Rule = NonNullable<RequestType['rules']>[number];

function limitsAmount(rule: Rule): boolean {
  return 'amountLimit' in rule;
}

function brokenRules(type: RequestType, payload: unknown, { config }: Policy, isMeant: (rule: Rule) => boolean): Problem[] {
  const context = config === undefined ? { payload } : { payload, config };
  return (type.rules ?? []).filter((rule) => rule.at.includes('submit') && isMeant(rule)).flatMap((rule) => rule.check(context) ?? []);
}

function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
}

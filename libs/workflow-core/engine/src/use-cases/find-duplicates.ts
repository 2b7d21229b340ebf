import type { RequestTypeRegistry } from '@countersign/contract';
import type { Actor } from '../domain/actor';
import { isReadable, type ReadScope, readScopeOf } from '../domain/read-scope';
import type { RequestState } from '../domain/request-state';
import { type AsksFor, saysTheSame, submissionIdentity, type SubmittedContent } from '../domain/same-content';
import type { DuplicateQuestion, DuplicateStore, LookAlike, StandingApproval } from '../ports/duplicate-store';

/** A request that asks for the same and took effect, or may still do so. */
export interface PossibleDuplicate {
  readonly sameBy: LookAlike['sameBy'];
  /** Absent where the caller may not read it: that there is one is all they learn. */
  readonly request?: Pick<LookAlike, 'requestId' | 'state' | 'createdAt'>;
}

/** What a checker should know before they approve a stored request. */
export interface LookedUp {
  readonly duplicates: readonly PossibleDuplicate[];
  /** Absent where it does not wait for a checker. */
  readonly approval?: StandingApproval;
}

export interface Identified {
  /** The submission's name, for an Idempotency-Key. */
  readonly identity: string;
  readonly duplicates: readonly PossibleDuplicate[];
}

/** A submission beside a stored request. */
export interface Pair {
  readonly submission: SubmittedContent;
  readonly requestId: string;
}

/** What a stored request asks for, beside a submission. */
export interface Compared {
  /** Whether the two ask for the same, and not only under the same reference. */
  readonly isSame: boolean;
  readonly amount?: number;
}

/** Ended without effect. A failed request is among them: one whose effect is not known is `needs_review`. */
const WITHOUT_EFFECT: ReadonlySet<RequestState> = new Set(['rejected', 'withdrawn', 'expired', 'failed']);

/** As many as anybody wants to read about. */
const MOST_TOLD = 5;

/** Tells makers before they submit, and checkers before they approve, that the same was asked for before. */
export class FindDuplicates {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly store: DuplicateStore,
  ) {}

  /**
   * Of submissions, in their order.
   * @throws WorkflowError `no-permission` for who may read nothing in the org, and so make nothing either
   */
  async ofSubmissions(
    actor: Actor,
    orgId: number,
    submissions: readonly (DuplicateQuestion & SubmittedContent)[],
  ): Promise<readonly Identified[]> {
    const scope = readScopeOf(actor, orgId);
    const questions = submissions.map((submission) => this.withMeaning(submission));
    const found = questions.length === 0 ? [] : await this.store.lookAlikes(orgId, questions);
    return questions.map((submission, index) => {
      const alike = found[index] ?? [];
      return { identity: submissionIdentity(submission, alike[0]?.requestId), duplicates: duplicatesAmong(alike, scope) };
    });
  }

  /** Of pairs, in their order. Nothing is said of requests that the caller may not read. */
  async compare(actor: Actor, orgId: number, pairs: readonly Pair[]): Promise<readonly (Compared | undefined)[]> {
    const scope = readScopeOf(actor, orgId);
    const stored = pairs.length === 0 ? [] : await this.store.stored(orgId, [...new Set(pairs.map(({ requestId }) => requestId))]);
    const readable = new Map(stored.filter(({ entityInfo }) => isReadable(scope, entityInfo)).map((one) => [one.requestId, one]));
    return pairs.map(({ submission, requestId }) => {
      const other = readable.get(requestId);
      if (!other) return undefined;
      const isSame = saysTheSame(submission.payloadText, other.payloadText, this.meaningIn(submission.type));
      return { isSame, ...(other.amount !== undefined && { amount: other.amount }) };
    });
  }

  /**
   * By request id, of those stored requests that the caller may read.
   * @throws WorkflowError `no-permission` for who may read nothing in the org
   */
  async ofRequests(actor: Actor, orgId: number, requestIds: readonly string[]): Promise<ReadonlyMap<string, LookedUp>> {
    const scope = readScopeOf(actor, orgId);
    const stored = (await this.store.stored(orgId, requestIds)).filter(({ entityInfo }) => isReadable(scope, entityInfo));
    const found =
      stored.length === 0
        ? []
        : await this.store.lookAlikes(
            orgId,
            stored.map((one) => this.withMeaning(one)),
          );
    return new Map(
      stored.map(({ requestId, approval }, index) => [
        requestId,
        { duplicates: duplicatesAmong(found[index] ?? [], scope), ...(approval && { approval }) },
      ]),
    );
  }

  private withMeaning<Question extends DuplicateQuestion>(question: Question): Question {
    return { ...question, asksFor: this.meaningIn(question.type) };
  }

  /** The type says what its payloads ask for; one that is no longer deployed says nothing. */
  private meaningIn(type: string): AsksFor {
    const definition = this.types.find(type);
    return (payload) => (definition?.asksFor ? definition.asksFor(payload) : payload);
  }
}

/**
 * What weighs most comes first: who reads on no further must not miss that the same was executed. What the caller may not read comes last,
 * so that its place tells nothing of it.
 */
function duplicatesAmong(alike: readonly LookAlike[], scope: ReadScope): PossibleDuplicate[] {
  const weight = ({ state, entityInfo }: LookAlike): number => (isReadable(scope, entityInfo) ? certainty(state) : 0);
  return alike
    .filter(({ state }) => !WITHOUT_EFFECT.has(state))
    .toSorted((one, other) => weight(other) - weight(one))
    .slice(0, MOST_TOLD)
    .map(({ sameBy, requestId, state, createdAt, entityInfo }) => ({
      sameBy,
      ...(isReadable(scope, entityInfo) && { request: { requestId, state, createdAt } }),
    }));
}

/** Of an effect: it is there, a checker wants it, or a maker alone does. */
function certainty(state: RequestState): number {
  if (state === 'approved') return 3;
  return state === 'pending' ? 1 : 2;
}

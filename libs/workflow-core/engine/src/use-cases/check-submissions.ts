import type { Problem, RequestType, RequestTypeRegistry } from '@countersign/contract';
import type { Actor } from '../domain/actor';
import { customersOf } from '../domain/customers';
import { keyHash } from '../domain/payload-digest';
import { payloadProblems } from '../domain/payload-problems';
import type { RefusalReason } from '../domain/policy-verdict';
import { StoreUnavailableError, WorkflowError } from '../domain/workflow-error';
import type { NewRequest, RequestStore } from '../ports/request-store';
import type { SubmissionOutlook } from '../ports/submission-outlook';
import { requireSomewhere } from './covered-requests';
import { type ForeseenObstruction, ForeseenStore } from './foreseen-store';
import type { Asked, NewRequests } from './new-requests';
import { submitProblem } from './submit-problems';
import { askedBy, findType, requireMaker, routeProblems, type Submission } from './submit-request';
import { type Told, toldWithinScope } from './told-within-scope';

/** A submission, or what is wrong with it so that it could not even be read. */
export type SubmissionToCheck = Omit<Submission, 'actor' | 'orgId' | 'traceId' | 'idempotencyKey'> | WorkflowError;

export interface CheckCommand {
  readonly actor: Actor;
  readonly orgId: number;
  /** The type as the URL spells it. */
  readonly type: string;
  readonly submissions: readonly SubmissionToCheck[];
  readonly traceId: string;
}

/** What would become of a submission now. */
export type Foresight =
  | { readonly kind: 'stored'; readonly request: NewRequest }
  /** With what it would be refused; by the policy, when there is a reason of it. */
  | {
      readonly kind: 'refused';
      readonly problems: readonly [Problem, ...Problem[]];
      readonly byPolicy?: { readonly request: NewRequest; readonly reason: RefusalReason };
      /** By an open request, which may ask for something else under the same reference. */
      readonly byOpen?: ForeseenObstruction;
    };

/** Says what submissions would come to, by the submit's own judgement, and stores nothing: neither requests nor refusals. */
export class CheckSubmissions {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly outlook: SubmissionOutlook,
    private readonly stored: Pick<RequestStore, 'read'>,
    private readonly newRequests: NewRequests,
  ) {}

  /** One foresight for each submission, in their order. @throws WorkflowError for who may not submit at all, or an unknown type */
  async execute(command: CheckCommand): Promise<readonly Foresight[]> {
    requireSomewhere(command.actor, command.orgId, 'CanMakeRequest');
    const type = findType(this.types, command.type);
    const submissions = command.submissions.map((one) => (one instanceof WorkflowError ? one : { ...command, ...one }));
    const store = new ForeseenStore(await this.lookAhead(type, command, submissions));
    const requests = this.newRequests.over(store);
    const { actor, orgId } = command;
    const told: Told = { actor, orgId, find: (requestId) => this.stored.read(orgId, requestId) };
    const foresights: Foresight[] = [];
    // One after the other: each counts for those after it.
    for (const [index, submission] of submissions.entries()) {
      store.begin(index);
      foresights.push(await foresee(store, () => toldWithinScope(told, () => judge(type, submission, requests, store))));
    }
    return foresights;
  }

  private lookAhead(type: RequestType, { orgId, actor }: CheckCommand, submissions: readonly (Submission | WorkflowError)[]) {
    const payloads = submissions
      .flatMap((one) => (one instanceof WorkflowError ? [] : [JSON.parse(askedBy(type, one).payloadText) as unknown]))
      .filter((payload) => payloadProblems(type, payload).length === 0);
    const naturalKeys = payloads.flatMap((payload) => type.naturalKey(payload) ?? []);
    return this.outlook.look({
      orgId,
      type: type.key,
      makerId: actor.userId,
      customers: [...new Set(payloads.flatMap((payload) => customersOf(type.describe(payload))))],
      naturalKeyHashes: [...new Set(naturalKeys.map((naturalKey) => keyHash(type.key, naturalKey)))],
    });
  }
}

async function judge(
  type: RequestType,
  submission: Submission | WorkflowError,
  requests: NewRequests,
  store: ForeseenStore,
): Promise<NewRequest> {
  if (submission instanceof WorkflowError) throw submission;
  requireMaker(submission);
  const asked: Asked = askedBy(type, submission);
  const { request, result } = await requests.judgeAndStore(type, asked, (one) => store.submit(one), routeProblems(type, submission));
  if (result.kind === 'created') return request;
  throw result.kind === 'replayed' ? new Error('Nothing is stored, so nothing can be replayed.') : submitProblem(result);
}

async function foresee(store: ForeseenStore, judged: () => Promise<NewRequest>): Promise<Foresight> {
  try {
    return { kind: 'stored', request: await judged() };
  } catch (error) {
    if (!(error instanceof WorkflowError) || isUnavailable(error)) throw error;
    const { refusal, obstruction } = store;
    return {
      kind: 'refused',
      problems: error.problems,
      ...(refusal && { byPolicy: refusal }),
      ...(obstruction && { byOpen: obstruction }),
    };
  }
}

/** Nothing that is wrong with the submission. */
function isUnavailable(error: WorkflowError): boolean {
  return error instanceof StoreUnavailableError || error.problems[0].kind === 'unavailable';
}

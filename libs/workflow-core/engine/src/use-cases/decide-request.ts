import { createHash } from 'node:crypto';
import { type MisplacedField, misplacedFields, type Problem, type RequestType, type RequestTypeRegistry } from '@countersign/contract';
import { type Actor, type CheckerGrant, checkerGrants, isCheckerGrant, tokenOf } from '../domain/actor';
import { closeOutcome } from '../domain/close-outcome';
import { makerIdsOf } from '../domain/makers';
import { misplacedProblems } from '../domain/misplaced-fields';
import { openAfterNext } from '../domain/positions';
import { isTerminal } from '../domain/request-state';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { Decision, Person, StoredRequest } from '../ports/request-records';
import type { Close, CloseResult, RequestStore } from '../ports/request-store';
import { closeProblem, unknownRequest } from './close-problems';
import { requireReadable } from './covered-requests';
import type { PolicyBook } from './policy-book';

/** What a checker can say. Sent back is rejected, and the maker is asked to mend it and to submit it again. */
export type CheckerVerdict = 'approved' | 'rejected' | 'sent-back';

const ACTIONS = { approved: 'approve', rejected: 'reject', 'sent-back': 'send-back' } as const satisfies Record<CheckerVerdict, string>;

export interface DecideCommand {
  readonly actor: Actor;
  readonly orgId: number;
  /** The type as the URL spells it; must be the request's. The request's own when not said. */
  readonly type?: string;
  readonly requestId: string;
  readonly verdict: CheckerVerdict;
  readonly comment: string;
  /** The `payloadDigest` of what the checker saw. */
  readonly digest?: string;
  readonly idempotencyKey?: string;
  readonly traceId: string;
}

export interface Decided {
  readonly request: StoredRequest;
  readonly replayed: boolean;
}

type CheckerClose = Extract<Close, { checker: Person }>;

/** A checker's word: never the maker's own request, never twice, never on something else than was seen. */
export class DecideRequest {
  constructor(
    private readonly types: RequestTypeRegistry,
    private readonly requests: RequestStore,
    private readonly policies: PolicyBook,
    private readonly identifiers: Identifiers,
  ) {}

  async execute(command: DecideCommand): Promise<Decided> {
    requireSomeChecker(command);
    const { request, type } = await this.find(command);
    const payload: unknown = JSON.parse(request.payloadText);
    const misplaced = misplacedFields(type, payload, request.entityInfo);
    const grants = admitChecker(command, request, misplaced);
    // The database refuses this as well; saying it here spares a write and names the reason even after the request has ended.
    if (makerIdsOf(request).includes(command.actor.userId)) throw closeProblem({ kind: 'own-request' });

    if (command.verdict === 'approved') {
      refuse(misplacedProblems(misplaced, 'invalid-payload'));
      await this.checkRules(command.orgId, type, payload);
    }
    const result = await this.requests.close({ ...this.compose(command, grants), whenInDoubt: type.whenInDoubt(payload) });
    if (result.kind === 'replayed') return { request: await this.reread(command), replayed: true };
    if (result.kind !== 'done') throw closeProblem(result);
    return { request: decided(request, command, result), replayed: false };
  }

  private async find({ orgId, requestId, type: asked }: DecideCommand): Promise<{ request: StoredRequest; type: RequestType }> {
    const named = asked === undefined ? undefined : this.types.findByUrl(asked);
    if (asked !== undefined && !named) throw unsupportedType();
    const request = await this.requests.read(orgId, requestId);
    if (!request || (named && request.type !== named.key)) throw unknownRequest();
    const type = named ?? this.types.find(request.type);
    if (!type) throw unsupportedType();
    return { request, type };
  }

  /** By the settings that hold now: a rule at approval is there to stop what must not happen any more. */
  private async checkRules(orgId: number, type: RequestType, payload: unknown): Promise<void> {
    const rules = (type.rules ?? []).filter((rule) => rule.at.includes('approve'));
    if (rules.length === 0) return;
    const { config } = await this.policies.current(orgId, type.key);
    refuse(rules.flatMap((rule) => rule.check(config === undefined ? { payload } : { payload, config }) ?? []));
  }

  private compose(command: DecideCommand, grants: readonly CheckerGrant[]): Omit<CheckerClose, 'whenInDoubt'> {
    return {
      action: ACTIONS[command.verdict],
      orgId: command.orgId,
      requestId: command.requestId,
      checker: { id: command.actor.userId, name: command.actor.name },
      comment: command.comment,
      ...(command.digest !== undefined && { digest: command.digest }),
      ...(command.idempotencyKey !== undefined && {
        idempotency: { key: command.idempotencyKey, fingerprint: fingerprint(command) },
      }),
      ...tokenOf(command.actor),
      grants,
      traceId: command.traceId,
      eventId: this.identifiers.eventId(),
    };
  }

  private async reread({ orgId, requestId }: DecideCommand): Promise<StoredRequest> {
    const request = await this.requests.read(orgId, requestId);
    if (!request) throw unknownRequest();
    return request;
  }
}

/** Before the request is looked up: who may decide nothing does not learn which requests there are. */
function requireSomeChecker({ actor, orgId }: DecideCommand): void {
  const isChecker = (actor.orgs.get(orgId) ?? []).some(({ name }) => isCheckerGrant(name));
  if (!isChecker) throw WorkflowError.of('no-permission', 'CanCheckRequest is missing for this org.');
}

/** The checker's grants that hold for the request. Those for places do not hold where the payload names others than `entityInfo`. */
function admitChecker({ actor, orgId }: DecideCommand, request: StoredRequest, misplaced: readonly MisplacedField[]) {
  const asked = request.levelGrants ?? (['CanCheckRequest'] as const);
  const holdsOne = (grants: readonly CheckerGrant[]): boolean => asked.some((grant) => grants.includes(grant));
  const inPlace = checkerGrants(actor, orgId, request.entityInfo);
  const grants = misplaced.length === 0 ? inPlace : checkerGrants(actor, orgId, {});
  if (holdsOne(grants)) return grants;
  if (holdsOne(inPlace)) refuse(misplacedProblems(misplaced, 'no-permission'));
  requireReadable(actor, orgId, request);
  throw WorkflowError.of(
    'no-permission',
    `${[...new Set(asked)].join(' or ')} is missing for this org or for the entity ids of this request.`,
  );
}

function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new WorkflowError([first, ...others]);
}

function unsupportedType(): WorkflowError {
  return WorkflowError.of('unknown-type', 'This request type is not supported; see the list of types in the API description.');
}

/** What the key stands for: the decision's meaning, not the spelling of its JSON. */
function fingerprint({ requestId, verdict, comment, digest }: DecideCommand): string {
  return createHash('sha256')
    .update(JSON.stringify([requestId, verdict, comment, digest ?? null]), 'utf8')
    .digest('hex');
}

/** The request as it stands after the write, without reading it again. */
function decided(request: StoredRequest, command: DecideCommand, result: Extract<CloseResult, { kind: 'done' }>): StoredRequest {
  const decision: Decision = {
    checker: { id: command.actor.userId, name: command.actor.name },
    verdict: command.verdict === 'approved' ? 'approved' : 'rejected',
    comment: command.comment,
    decidedAt: result.at,
  };
  const outcome = closeOutcome({ action: ACTIONS[command.verdict] });
  return {
    ...request,
    ...(outcome && { outcome }),
    state: result.state,
    version: result.version,
    approvals: result.approvals,
    ...(command.verdict === 'approved' && request.openPositions && { openPositions: openAfterNext(request) ?? [] }),
    decisions: [...request.decisions, decision],
    updatedAt: result.at,
    ...(isTerminal(result.state) && { endedAt: result.at }),
  };
}

import { type Actor, permits } from '../domain/actor';
import {
  refuseProposal,
  refuseReview,
  type Resolution,
  resolvedOutcome,
  type Reviewable,
  type ReviewVerdict,
} from '../domain/review-rules';
import { WorkflowError } from '../domain/workflow-error';
import type { Identifiers } from '../ports/identifiers';
import type { HeldPage, OperationsStore, ReviewedRequest } from '../ports/operations-store';
import type { ListPlace } from '../ports/request-list';
import { unknownRequest } from './close-problems';
import { proposalProblem, reviewProblem } from './review-problems';

/** An operator's call about one request. */
interface OperatorCommand {
  readonly actor: Actor;
  readonly orgId: number;
  readonly requestId: string;
}

export interface ProposeResolutionCommand extends OperatorCommand {
  readonly action: Resolution;
  readonly evidence: string;
}

export interface DecideReviewCommand extends OperatorCommand {
  readonly proposal: number;
  readonly verdict: ReviewVerdict;
  readonly traceId: string;
}

/** The way out of a hold: one operator proposes what became of the request, another one confirms; the maker is neither of them. */
export class ResolveReview {
  constructor(
    private readonly operations: OperationsStore,
    private readonly identifiers: Identifiers,
  ) {}

  /** Requests on hold in the whole org, the oldest first. */
  async list(actor: Actor, orgId: number, limit: number, after?: ListPlace): Promise<HeldPage> {
    if (!permits(actor, orgId, 'CanOperateWorkflows'))
      throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing for this org.');
    return this.operations.listHeld(orgId, limit, after);
  }

  async one({ actor, orgId, requestId }: OperatorCommand): Promise<ReviewedRequest> {
    const found = await this.operations.read(orgId, requestId);
    if (!found) throw unknownRequest();
    if (!permits(actor, orgId, 'CanOperateWorkflows', found.request.entityInfo))
      throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing for this org or for the entity ids of this request.');
    return found;
  }

  async propose(command: ProposeResolutionCommand): Promise<ReviewedRequest> {
    const { actor, orgId, requestId, action, evidence } = command;
    const refuse = (found: ReviewedRequest) => refuseProposal(reviewable(found), actor.userId);
    const refusal = refuse(await this.one(command));
    if (refusal) throw proposalProblem(refusal);
    const proposer = { id: actor.userId, name: actor.name };
    const review = await this.operations.propose({ orgId, requestId, action, evidence, proposer });
    const found = await this.one(command);
    // Somebody else was faster: what they did now speaks against it, or has been undone meanwhile.
    if (!review) throw proposalProblem(refuse(found) ?? 'open-proposal');
    return found;
  }

  /** Confirms, declines or withdraws a proposal. A confirmed one takes effect at once. */
  async decide(command: DecideReviewCommand): Promise<ReviewedRequest> {
    const { actor, orgId, requestId, proposal, verdict, traceId } = command;
    const refuse = (found: ReviewedRequest) => refuseReview(reviewable(found), proposal, verdict, actor.userId);
    const before = await this.one(command);
    const refusal = refuse(before);
    if (refusal) throw reviewProblem(refusal);
    const review = await this.operations.decide({
      orgId,
      requestId,
      proposal,
      verdict,
      decider: { id: actor.userId, name: actor.name },
      outcome: outcomeOf(before, proposal),
      traceId,
      eventId: this.identifiers.eventId(),
    });
    const found = await this.one(command);
    if (!review) throw reviewProblem(refuse(found) ?? 'not-open');
    return found;
  }
}

function reviewable({ request, reviews }: ReviewedRequest): Reviewable {
  return {
    state: request.state,
    requesterId: request.requester.id,
    reviews: reviews.map(({ proposal, proposedBy, status }) => ({ proposal, proposerId: proposedBy.id, open: status === 'proposed' })),
  };
}

function outcomeOf({ request, reviews }: ReviewedRequest, proposal: number) {
  const review = reviews.find((one) => one.proposal === proposal);
  return review && resolvedOutcome(review.action, request.execution?.attempts ?? 0);
}

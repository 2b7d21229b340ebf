import type { Actor } from '../domain/actor';
import { makerIdsOf } from '../domain/makers';
import {
  refuseProposal,
  refuseReview,
  type Resolution,
  resolvedOutcome,
  type Reviewable,
  type ReviewVerdict,
} from '../domain/review-rules';
import type { Identifiers } from '../ports/identifiers';
import type { HeldPage, ReviewedRequest } from '../ports/operations-store';
import type { OperatorJournal } from '../ports/operator-journal';
import type { ListPlace } from '../ports/request-list';
import { callerOf, type Done, done, OncePerKey, type OperatorCommand } from './once-per-key';
import { type OperatedRequests, requireOperator } from './operated-requests';
import { proposalProblem, reviewProblem } from './review-problems';

export interface ProposeResolutionCommand extends OperatorCommand {
  readonly requestId: string;
  readonly action: Resolution;
  readonly evidence: string;
}

export interface DecideReviewCommand extends OperatorCommand {
  readonly requestId: string;
  readonly proposal: number;
  readonly verdict: ReviewVerdict;
}

/** The way out of a hold: one operator proposes what became of the request, another one confirms; the maker is neither of them. */
export class ResolveReview {
  private readonly once: OncePerKey;

  constructor(
    private readonly operated: OperatedRequests,
    private readonly identifiers: Identifiers,
    journal: OperatorJournal,
  ) {
    this.once = new OncePerKey(journal);
  }

  /** Requests on hold in the whole org, the oldest first. */
  async list(actor: Actor, orgId: number, limit: number, after?: ListPlace): Promise<HeldPage> {
    requireOperator(actor, orgId);
    return this.operated.store.listHeld(orgId, limit, after);
  }

  one(asked: { readonly actor: Actor; readonly orgId: number; readonly requestId: string }): Promise<ReviewedRequest> {
    return this.operated.look(asked);
  }

  async propose(command: ProposeResolutionCommand): Promise<Done<ReviewedRequest>> {
    const { actor, requestId, action, evidence } = command;
    const refuse = (found: ReviewedRequest) => refuseProposal(reviewable(found), actor.userId);
    const before = await this.operated.read(command);
    const caller = callerOf(command, ['propose', requestId, action, evidence]);
    const used = await this.once.run(caller, {
      check: () => {
        const refusal = refuse(before);
        if (refusal) throw proposalProblem(refusal);
      },
      write: async () => (await this.operated.store.propose(caller, { requestId, action, evidence })) !== undefined,
      // Somebody else was faster: what they did now speaks against it, or has been undone meanwhile.
      refusal: async () => proposalProblem(refuse(await this.operated.read(command)) ?? 'open-proposal'),
    });
    return done(await this.operated.read(command), used);
  }

  /** Confirms, declines or withdraws a proposal. A confirmed one takes effect at once. */
  async decide(command: DecideReviewCommand): Promise<Done<ReviewedRequest>> {
    const { actor, requestId, proposal, verdict } = command;
    const refuse = (found: ReviewedRequest) => refuseReview(reviewable(found), proposal, verdict, actor.userId);
    const before = await this.operated.read(command);
    const caller = callerOf(command, [verdict, requestId, proposal]);
    const decision = { requestId, proposal, verdict, outcome: outcomeOf(before, proposal), eventId: this.identifiers.eventId() };
    const used = await this.once.run(caller, {
      check: () => {
        const refusal = refuse(before);
        if (refusal) throw reviewProblem(refusal);
      },
      write: async () => (await this.operated.store.decide(caller, decision)) !== undefined,
      refusal: async () => reviewProblem(refuse(await this.operated.read(command)) ?? 'not-open'),
    });
    return done(await this.operated.read(command), used);
  }
}

function reviewable({ request, reviews }: ReviewedRequest): Reviewable {
  return {
    state: request.state,
    makerIds: makerIdsOf(request),
    reviews: reviews.map(({ proposal, proposedBy, status }) => ({ proposal, proposerId: proposedBy.id, open: status === 'proposed' })),
  };
}

function outcomeOf({ request, reviews }: ReviewedRequest, proposal: number) {
  const review = reviews.find((one) => one.proposal === proposal);
  return review && resolvedOutcome(review.action, request.execution?.attempts ?? 0);
}

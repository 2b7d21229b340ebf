import type { Actor, LoyaltyAttempt, Review, ReviewedRequest } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import { ShownRequests } from '../views/requests/shown-requests';

/** A request as operators see it: how everybody sees it, each loyalty call, and what was proposed about it. */
@Injectable()
export class ReviewedView {
  constructor(@Inject(ShownRequests) private readonly shown: ShownRequests) {}

  async render({ request, attempts, reviews }: ReviewedRequest, viewer: Actor) {
    return {
      request: await this.shown.one(request, viewer),
      // Nothing is written to a held request but its resolution.
      heldSince: request.state === 'needs_review' ? request.updatedAt : undefined,
      attempts: attempts.map(attemptView),
      reviews: reviews.map(reviewView),
    };
  }
}

function attemptView({ at, class: result, code, httpStatus, durationMs, fenced }: LoyaltyAttempt) {
  return { at, class: result, code: code ?? null, httpStatus: httpStatus ?? null, durationMs, fenced };
}

function reviewView({ proposal, action, evidence, status, proposedBy, proposedAt, decidedBy, decidedAt }: Review) {
  return { proposal, action, evidence, status, proposedBy, proposedAt, decidedBy, decidedAt };
}

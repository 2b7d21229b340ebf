import { AwaitOutcome, type Decided, DecideRequest, type RequestStore, StoreUnavailableError } from '@countersign/engine';
import { DECISION_STORE } from '@countersign/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Call } from '../platform/http/call-context';
import { readRequestId } from '../views/requests/request-id';
import type { OneDecision } from './bulk-decision-body';

/** What one decision of many came to. */
export type DecisionEnd = { readonly decided: Decided } | { readonly error: unknown };

type Caller = Pick<Call, 'actor' | 'orgId' | 'traceId'> & { readonly idempotencyKey: string | undefined };

/** Many decisions of one checker at once. Each is judged and written as if it came alone; they share the statements that batches share. */
@Injectable()
export class DecideTogether {
  constructor(
    @Inject(DecideRequest) private readonly decideRequest: DecideRequest,
    @Inject(DECISION_STORE) private readonly requests: RequestStore,
    @Inject(AwaitOutcome) private readonly awaitOutcome: AwaitOutcome,
  ) {}

  /** In the order in which they were asked for; never rejects. */
  execute(decisions: readonly OneDecision[], caller: Caller): Promise<readonly DecisionEnd[]> {
    return Promise.all(decisions.map((decision) => this.one(decision, caller).then(asDecided, asError)));
  }

  /** The same ends once their requests have ended, or as they are when the time is over. */
  afterWaiting(ends: readonly DecisionEnd[], waitMs: number): Promise<readonly DecisionEnd[]> {
    return Promise.all(ends.map((end) => this.settled(end, waitMs)));
  }

  private async one(asked: OneDecision, { actor, orgId, traceId, idempotencyKey }: Caller): Promise<Decided> {
    const requestId = readRequestId(asked.requestId);
    return this.decideRequest.execute({
      actor,
      orgId,
      ...(asked.type !== undefined && { type: asked.type }),
      requestId,
      verdict: asked.decision,
      comment: asked.comment,
      digest: asked.payloadDigest,
      // A key of its own for each, so that a call that is repeated after a part of it was done does the rest.
      ...(idempotencyKey !== undefined && { idempotencyKey: `${idempotencyKey}/${requestId}` }),
      traceId,
    });
  }

  private async settled(end: DecisionEnd, waitMs: number): Promise<DecisionEnd> {
    if ('error' in end || end.decided.request.state !== 'accepted') return end;
    const { request, replayed } = end.decided;
    if (!(await this.awaitOutcome.wait(request, waitMs))) return end;
    try {
      return { decided: { request: (await this.requests.read(request.orgId, request.requestId)) ?? request, replayed } };
    } catch (error) {
      // The decision is written: an outcome that cannot be read is told as not there yet.
      if (error instanceof StoreUnavailableError) return end;
      throw error;
    }
  }
}

function asDecided(decided: Decided): DecisionEnd {
  return { decided };
}

function asError(error: unknown): DecisionEnd {
  return { error };
}

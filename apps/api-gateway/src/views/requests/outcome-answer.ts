import { type Actor, AwaitOutcome, isTerminal, type RequestStore, type StoredRequest, StoreUnavailableError } from '@countersign/engine';
import { DECISION_STORE } from '@countersign/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { readPreference } from '../../platform/http/preference';
import { ShownRequests } from './shown-requests';

interface Answered {
  readonly request: StoredRequest;
  /** The answer repeats an earlier one by its key. */
  readonly replayed: boolean;
  /** Who asked, and how they want to be answered. */
  readonly viewer: Actor;
  readonly prefer: string | undefined;
}

/** Answers a write: at once when nothing executes, else when the outcome is there or the caller's patience ends. */
@Injectable()
export class OutcomeAnswer {
  constructor(
    @Inject(DECISION_STORE) private readonly requests: RequestStore,
    @Inject(AwaitOutcome) private readonly awaitOutcome: AwaitOutcome,
    @Inject(ShownRequests) private readonly shown: ShownRequests,
  ) {}

  async send(reply: FastifyReply, { request, replayed, viewer, prefer }: Answered): Promise<void> {
    if (replayed) reply.header('idempotent-replayed', 'true');
    const current = request.state === 'accepted' ? await this.afterWaiting(reply, request, prefer) : request;
    const hasEnded = current.state === 'pending' || isTerminal(current.state);
    answerJson(reply, { data: await this.shown.one(current, viewer) }, hasEnded ? 200 : 202);
  }

  private async afterWaiting(reply: FastifyReply, request: StoredRequest, prefer: string | undefined): Promise<StoredRequest> {
    const { waitMs, applied } = readPreference(prefer);
    if (applied !== undefined) reply.header('preference-applied', applied);
    reply.request.progress?.wait(waitMs);
    const settled = await this.awaitOutcome.wait(request, waitMs);
    return settled ? this.reread(request) : request;
  }

  /** The write is done, so that the answer is never an error: when the outcome cannot be read, it is told as not there yet. */
  private async reread(request: StoredRequest): Promise<StoredRequest> {
    try {
      return (await this.requests.read(request.orgId, request.requestId)) ?? request;
    } catch (error) {
      if (error instanceof StoreUnavailableError) return request;
      throw error;
    }
  }
}

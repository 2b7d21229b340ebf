import {
  type Actor,
  isTerminal,
  SECURITY_REFUSALS,
  type SecurityRefusals,
  type StoredRequest,
  StoreUnavailableError,
} from '@countersign/engine';
import { Body, Controller, Inject, Logger, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../platform/auth/auth.guard';
import { answerJson } from '../platform/http/answer-json';
import type { Refusal } from '../platform/http/answer-problems';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { errorOf, statusOf } from '../platform/http/error-envelope';
import { readIdempotencyKey } from '../platform/http/idempotency-key';
import { readBody } from '../platform/http/json-body';
import { readPreference } from '../platform/http/preference';
import { Refusals } from '../platform/http/refusals';
import { Decides } from '../platform/pressure/urgency';
import { refusedCall } from '../platform/refusals/refused-call';
import { ShownRequests } from '../views/requests/shown-requests';
import { bulkDecisionSchema, type OneDecision } from './bulk-decision-body';
import { DecideTogether, type DecisionEnd } from './decide-together';

/** A checker decides many requests at once; each stands for itself. */
@Controller('api_gateway/v2/request-workflow/decisions')
export class BulkDecisionsController {
  private readonly refusals = new Refusals(new Logger(BulkDecisionsController.name));

  constructor(
    @Inject(DecideTogether) private readonly decideTogether: DecideTogether,
    @Inject(ShownRequests) private readonly shown: ShownRequests,
    @Inject(SECURITY_REFUSALS) private readonly journal: SecurityRefusals,
  ) {}

  @Post()
  @RevocationMayLag()
  @Decides()
  async decide(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() call: Call): Promise<void> {
    const idempotencyKey = readIdempotencyKey(call.idempotencyKey);
    const { decisions } = readBody(bulkDecisionSchema, body);
    const ends = await this.decideTogether.execute(decisions, { ...call, idempotencyKey });
    refuseWhenNothingCouldBeDone(ends);
    const current = await this.afterWaiting(reply, ends, call.prefer);
    const results = await Promise.all(current.map((end, index) => this.resultOf(end, decisions[index], reply, call.actor)));
    const refused = results.filter(({ errors }) => errors !== null).length;
    answerJson(reply, { data: { results, decided: results.length - refused, refused } }, refused === 0 ? 200 : 207);
  }

  /** Nobody waits for the outcomes unless asked to. */
  private async afterWaiting(
    reply: FastifyReply,
    ends: readonly DecisionEnd[],
    prefer: string | undefined,
  ): Promise<readonly DecisionEnd[]> {
    const { waitMs, applied } = readPreference(prefer);
    if (applied !== undefined) reply.header('preference-applied', applied);
    if (applied === undefined || waitMs === 0) return ends;
    reply.request.progress?.wait(waitMs);
    return this.decideTogether.afterWaiting(ends, waitMs);
  }

  private async resultOf(end: DecisionEnd, asked: OneDecision | undefined, reply: FastifyReply, viewer: Actor) {
    const requestId = asked?.requestId;
    if ('error' in end) {
      const refusal = this.refusals.of(end.error, reply.request);
      // The answer as a whole is no refusal, so that nobody else notes its parts.
      const noted = refusedCall(reply.request, refusal.problems, requestId);
      if (noted) this.journal.note(noted);
      return { requestId, ...refused(refusal) };
    }
    const { request, replayed } = end.decided;
    const data = await this.shown.one(request, viewer);
    return { requestId, status: hasEnded(request) ? 200 : 202, replayed, data, errors: null };
  }
}

function hasEnded({ state }: StoredRequest): boolean {
  return state === 'pending' || isTerminal(state);
}

function refused({ problems, retryAfterSeconds }: Refusal) {
  return { status: statusOf(problems), replayed: false, data: null, errors: problems.map(errorOf), retryAfterSeconds };
}

/** One answer for all then, which says when to come again. */
function refuseWhenNothingCouldBeDone(ends: readonly DecisionEnd[]): void {
  const [first] = ends;
  if (first && 'error' in first && ends.every((end) => 'error' in end && end.error instanceof StoreUnavailableError)) throw first.error;
}

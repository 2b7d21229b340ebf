import { type Done, ResolveReview, type ReviewedRequest, type ReviewVerdict, unknownProposal } from '@countersign/engine';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readBody } from '../platform/http/json-body';
import { TakesNoBody } from '../platform/http/takes-no-body';
import { Decides } from '../platform/pressure/urgency';
import { NotedReads } from '../platform/reads/noted-reads';
import { readRequestId } from '../views/requests/request-id';
import { readHeldQuery, writeHeldCursor } from './held-query';
import { answerOperator } from './operator-answer';
import { operatorCommand } from './operator-command';
import { resolutionSchema } from './resolution-body';
import { ReviewedView } from './reviewed-view';

const RESOLUTION = 'requests/:requestId/resolution';

/** How operators find what is on hold, and end it together. */
@Controller('operations')
export class OperationsController {
  constructor(
    @Inject(ResolveReview) private readonly reviews: ResolveReview,
    @Inject(ReviewedView) private readonly view: ReviewedView,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get('needs-review')
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { limit, after } = readHeldQuery(parameters);
    const { held, next } = await this.reviews.list(actor, orgId, limit, after);
    this.reads.ofMany(reply.request, held.length, parameters);
    answerJson(reply, {
      data: await Promise.all(held.map((one) => this.view.render(one, actor))),
      pagination: { numberOfElements: held.length, ...(next && { nextCursor: writeHeldCursor(next) }) },
    });
  }

  @Get('requests/:requestId')
  async read(@Res() reply: FastifyReply, @Param('requestId') requestId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const found = await this.reviews.one({ actor, orgId, requestId: readRequestId(requestId) });
    this.reads.ofOne(reply.request, found.request.requestId);
    answerJson(reply, { data: await this.view.render(found, actor) });
  }

  @Post(RESOLUTION)
  @Decides()
  async propose(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    const resolution = readBody(resolutionSchema, body);
    const command = { ...operatorCommand(call), requestId: readRequestId(requestId), ...resolution };
    await this.answer(reply, call, await this.reviews.propose(command));
  }

  @Post(`${RESOLUTION}/:proposal/confirm`)
  @TakesNoBody()
  @Decides()
  confirm(@Res() reply: FastifyReply, @Param() path: ProposalPath, @CurrentCall() call: Call): Promise<void> {
    return this.decide(reply, path, 'confirmed', call);
  }

  @Post(`${RESOLUTION}/:proposal/decline`)
  @TakesNoBody()
  @Decides()
  decline(@Res() reply: FastifyReply, @Param() path: ProposalPath, @CurrentCall() call: Call): Promise<void> {
    return this.decide(reply, path, 'declined', call);
  }

  @Post(`${RESOLUTION}/:proposal/withdraw`)
  @TakesNoBody()
  @Decides()
  withdraw(@Res() reply: FastifyReply, @Param() path: ProposalPath, @CurrentCall() call: Call): Promise<void> {
    return this.decide(reply, path, 'withdrawn', call);
  }

  private async decide(reply: FastifyReply, path: ProposalPath, verdict: ReviewVerdict, call: Call): Promise<void> {
    const proposal = { requestId: readRequestId(path.requestId), proposal: readProposal(path.proposal) };
    await this.answer(reply, call, await this.reviews.decide({ ...operatorCommand(call), ...proposal, verdict }));
  }

  private answer(reply: FastifyReply, { actor }: Call, done: Done<ReviewedRequest>): Promise<void> {
    return answerOperator(reply, done, (found) => this.view.render(found, actor));
  }
}

interface ProposalPath {
  readonly requestId: string;
  readonly proposal: string;
}

function readProposal(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw unknownProposal();
}

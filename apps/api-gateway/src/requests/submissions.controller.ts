import { SubmitRequest, WithdrawRequest, WorkflowError } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readIdempotencyKey } from '../http/idempotency-key';
import { Decides } from '../pressure/urgency';
import { OutcomeAnswer } from './outcome-answer';
import { readRequestId } from './request-id';
import { asSubmitted, RequestView } from './request-view';
import { readSubmission } from './submission';

/** A maker submits, and takes back. */
@Controller('api_gateway/v2/request-workflow')
export class SubmissionsController {
  constructor(
    @Inject(SubmitRequest) private readonly submitRequest: SubmitRequest,
    @Inject(WithdrawRequest) private readonly withdrawRequest: WithdrawRequest,
    @Inject(RequestView) private readonly view: RequestView,
    @Inject(OutcomeAnswer) private readonly answer: OutcomeAnswer,
  ) {}

  @Post(':type')
  @RevocationMayLag()
  async submit(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId, ...call }: Call,
  ): Promise<void> {
    const idempotencyKey = readIdempotencyKey(call.idempotencyKey);
    const { request, replayed } = await this.submitRequest.execute({
      actor,
      orgId,
      type,
      ...readSubmission(body),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    const answered = replayed && request.verdict === 'checker' ? asSubmitted(request) : request;
    await this.answer.send(reply, { request: answered, replayed, viewerId: actor.userId, prefer: call.prefer });
  }

  @Post('requests/:requestId/withdraw')
  @RevocationMayLag()
  @Decides()
  async withdraw(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    if (body !== undefined && !/^\s*(\{\s*\}\s*)?$/.test(body))
      throw WorkflowError.of('invalid-payload', 'A withdrawal has no fields; send no body.');
    const request = await this.withdrawRequest.execute({ actor, orgId, requestId: readRequestId(requestId), traceId });
    answerJson(reply, { data: this.view.render(request, actor.userId) });
  }
}

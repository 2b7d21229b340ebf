import { ResubmitRequest, SubmitRequest, type Submitted, WithdrawRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readIdempotencyKey } from '../http/idempotency-key';
import { Decides } from '../pressure/urgency';
import { OutcomeAnswer } from './outcome-answer';
import { readRequestId } from './request-id';
import { asSubmitted, RequestView } from './request-view';
import { readResubmission, readSubmission } from './submission';
import { readWithdrawal } from './withdrawal-body';

/** A maker submits, takes back, and submits again. */
@Controller('api_gateway/v2/request-workflow')
export class SubmissionsController {
  constructor(
    @Inject(SubmitRequest) private readonly submitRequest: SubmitRequest,
    @Inject(ResubmitRequest) private readonly resubmitRequest: ResubmitRequest,
    @Inject(WithdrawRequest) private readonly withdrawRequest: WithdrawRequest,
    @Inject(RequestView) private readonly view: RequestView,
    @Inject(OutcomeAnswer) private readonly answer: OutcomeAnswer,
  ) {}

  @Post(':type')
  async submit(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId, ...call }: Call,
  ): Promise<void> {
    const idempotencyKey = readIdempotencyKey(call.idempotencyKey);
    const submitted = await this.submitRequest.execute({
      actor,
      orgId,
      type,
      ...readSubmission(body),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    await this.send(reply, submitted, call.prefer);
  }

  @Post('requests/:requestId/resubmit')
  async resubmit(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId, ...call }: Call,
  ): Promise<void> {
    const idempotencyKey = readIdempotencyKey(call.idempotencyKey);
    const submitted = await this.resubmitRequest.execute({
      actor,
      orgId,
      requestId: readRequestId(requestId),
      ...readResubmission(body),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    await this.send(reply, submitted, call.prefer);
  }

  @Post('requests/:requestId/withdraw')
  @Decides()
  async withdraw(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const command = { actor, orgId, requestId: readRequestId(requestId), ...readWithdrawal(body), traceId };
    const request = await this.withdrawRequest.execute(command);
    answerJson(reply, { data: this.view.render(request, actor.userId) });
  }

  /** To the maker, who is the one who calls. */
  private async send(reply: FastifyReply, { request, replayed }: Submitted, prefer: string | undefined): Promise<void> {
    const answered = replayed && request.verdict === 'checker' ? asSubmitted(request) : request;
    await this.answer.send(reply, { request: answered, replayed, viewerId: request.requester.id, prefer });
  }
}

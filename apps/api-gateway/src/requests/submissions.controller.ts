import { SubmitRequest, WithdrawRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readIdempotencyKey } from '../http/idempotency-key';
import { Decides } from '../pressure/urgency';
import { readRequestId } from './request-id';
import { ShownRequests } from './shown-requests';
import { readSubmission } from './submission';
import { SubmissionAnswer } from './submission-answer';
import { readWithdrawal } from './withdrawal-body';

/** A maker submits, and takes back. */
@Controller('api_gateway/v2/request-workflow')
export class SubmissionsController {
  constructor(
    @Inject(SubmitRequest) private readonly submitRequest: SubmitRequest,
    @Inject(WithdrawRequest) private readonly withdrawRequest: WithdrawRequest,
    @Inject(ShownRequests) private readonly shown: ShownRequests,
    @Inject(SubmissionAnswer) private readonly answer: SubmissionAnswer,
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
    const submitted = await this.submitRequest.execute({
      actor,
      orgId,
      type,
      ...readSubmission(body),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    await this.answer.send(reply, submitted, { viewer: actor, prefer: call.prefer });
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
    const command = { actor, orgId, requestId: readRequestId(requestId), ...readWithdrawal(body), traceId };
    const request = await this.withdrawRequest.execute(command);
    answerJson(reply, { data: await this.shown.one(request, actor) });
  }
}

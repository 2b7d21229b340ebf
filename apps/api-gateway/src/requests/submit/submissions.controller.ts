import { SubmitRequest, WithdrawRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../../platform/auth/auth.guard';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readIdempotencyKey } from '../../platform/http/idempotency-key';
import { Decides } from '../../platform/pressure/urgency';
import { OutcomeAnswer } from '../../views/requests/outcome-answer';
import { readRequestId } from '../../views/requests/request-id';
import { firstAnswer } from '../../views/requests/request-view';
import { ShownRequests } from '../../views/requests/shown-requests';
import { readSubmission } from './submission';
import { readWithdrawal } from './withdrawal-body';

/** A maker submits, and takes back. */
@Controller('api_gateway/v2/request-workflow')
export class SubmissionsController {
  constructor(
    @Inject(SubmitRequest) private readonly submitRequest: SubmitRequest,
    @Inject(WithdrawRequest) private readonly withdrawRequest: WithdrawRequest,
    @Inject(ShownRequests) private readonly shown: ShownRequests,
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
    const submitted = await this.submitRequest.execute({
      actor,
      orgId,
      type,
      ...readSubmission(body),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    await this.answer.send(reply, { ...firstAnswer(submitted), viewer: actor, prefer: call.prefer });
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

import { ResubmitRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../auth/auth.guard';
import { type Call, CurrentCall } from '../http/call-context';
import { readIdempotencyKey } from '../http/idempotency-key';
import { readRequestId } from './request-id';
import { readResubmission } from './submission';
import { SubmissionAnswer } from './submission-answer';

/** A maker asks again. */
@Controller('api_gateway/v2/request-workflow/requests')
export class ResubmissionsController {
  constructor(
    @Inject(ResubmitRequest) private readonly resubmitRequest: ResubmitRequest,
    @Inject(SubmissionAnswer) private readonly answer: SubmissionAnswer,
  ) {}

  @Post(':requestId/resubmit')
  @RevocationMayLag()
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
    await this.answer.send(reply, submitted, { viewer: actor, prefer: call.prefer });
  }
}

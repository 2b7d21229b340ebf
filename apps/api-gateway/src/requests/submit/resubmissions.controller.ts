import { ResubmitRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../../platform/auth/auth.guard';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readIdempotencyKey } from '../../platform/http/idempotency-key';
import { OutcomeAnswer } from '../../views/requests/outcome-answer';
import { readRequestId } from '../../views/requests/request-id';
import { firstAnswer } from '../../views/requests/request-view';
import { readResubmission } from './submission';

/** A maker asks again. */
@Controller('api_gateway/v2/request-workflow/requests')
export class ResubmissionsController {
  constructor(
    @Inject(ResubmitRequest) private readonly resubmitRequest: ResubmitRequest,
    @Inject(OutcomeAnswer) private readonly answer: OutcomeAnswer,
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
    await this.answer.send(reply, { ...firstAnswer(submitted), viewer: actor, prefer: call.prefer });
  }
}

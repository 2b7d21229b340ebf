import { DecideRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RevocationMayLag } from '../platform/auth/auth.guard';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readIdempotencyKey } from '../platform/http/idempotency-key';
import { readBody } from '../platform/http/json-body';
import { Decides } from '../platform/pressure/urgency';
import { OutcomeAnswer } from '../views/requests/outcome-answer';
import { readRequestId } from '../views/requests/request-id';
import { decisionSchema } from './decision-body';

/** A checker approves or rejects. */
@Controller('api_gateway/v2/request-workflow')
export class DecisionsController {
  constructor(
    @Inject(DecideRequest) private readonly decideRequest: DecideRequest,
    @Inject(OutcomeAnswer) private readonly answer: OutcomeAnswer,
  ) {}

  @Put(':type')
  @RevocationMayLag()
  @Decides()
  async decide(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId, ...call }: Call,
  ): Promise<void> {
    const idempotencyKey = readIdempotencyKey(call.idempotencyKey);
    const { requestId, payload, payloadDigest } = readBody(decisionSchema, body);
    reply.request.namedRequest = requestId;
    const { actionDecision, actionMessage } = payload['AdminTask-Payload'];
    const { request, replayed } = await this.decideRequest.execute({
      actor,
      orgId,
      type,
      requestId: readRequestId(requestId),
      verdict: actionDecision,
      comment: actionMessage,
      ...(payloadDigest !== undefined && { digest: payloadDigest }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      traceId,
    });
    await this.answer.send(reply, { request, replayed, viewer: actor, prefer: call.prefer });
  }
}

import { type Done, RedispatchExecution, ReplayRequest, type ReviewedRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Call, CurrentCall } from '../http/call-context';
import { readBody } from '../http/json-body';
import { readRequestId } from '../requests/request-id';
import { Decides } from '../pressure/urgency';
import { operatorCommand } from './operator-command';
import { OperatorAnswers } from './operator-answers';
import { reasonSchema } from './reason-body';
import { ReviewedView } from './reviewed-view';

/** What an operator does about one request that is not on hold. */
@Controller('operations/requests/:requestId')
export class RequestActionsController {
  constructor(
    @Inject(ReplayRequest) private readonly replayRequest: ReplayRequest,
    @Inject(RedispatchExecution) private readonly redispatchExecution: RedispatchExecution,
    @Inject(ReviewedView) private readonly view: ReviewedView,
    @Inject(OperatorAnswers) private readonly answers: OperatorAnswers,
  ) {}

  @Post('replay')
  @Decides()
  async replay(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    await this.answer(reply, call, await this.replayRequest.execute(readCommand(requestId, body, call)));
  }

  @Post('redispatch')
  @Decides()
  async redispatch(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    await this.answer(reply, call, await this.redispatchExecution.execute(readCommand(requestId, body, call)));
  }

  private answer(reply: FastifyReply, call: Call, done: Done<ReviewedRequest>): Promise<void> {
    return this.answers.send(reply, call, done, (found) => this.view.render(found, call.actor.userId));
  }
}

function readCommand(requestId: string, body: string | undefined, call: Call) {
  const { reason } = readBody(reasonSchema, body);
  return { ...operatorCommand(call), requestId: readRequestId(requestId), reason };
}

import { type Done, RedispatchExecution, ReplayRequest, type ReviewedRequest } from '@countersign/engine';
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readBody } from '../platform/http/json-body';
import { reasonSchema } from '../platform/http/reason-body';
import { Decides } from '../platform/pressure/urgency';
import { readRequestId } from '../views/requests/request-id';
import { asSubmitted } from '../views/requests/request-view';
import { answerOperator } from './operator-answer';
import { operatorCommand } from './operator-command';
import { ReviewedView } from './reviewed-view';

/** What an operator does about one request that is not on hold. */
@Controller('operations/requests/:requestId')
export class RequestActionsController {
  constructor(
    @Inject(ReplayRequest) private readonly replayRequest: ReplayRequest,
    @Inject(RedispatchExecution) private readonly redispatchExecution: RedispatchExecution,
    @Inject(ReviewedView) private readonly view: ReviewedView,
  ) {}

  @Post('replay')
  @Decides()
  async replay(
    @Res() reply: FastifyReply,
    @Param('requestId') requestId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    const made = await this.replayRequest.execute(readCommand(requestId, body, call));
    await this.answer(reply, call, made.repeated ? { ...made, result: asMade(made.result) } : made);
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

  private answer(reply: FastifyReply, { actor }: Call, done: Done<ReviewedRequest>): Promise<void> {
    return answerOperator(reply, done, (found) => this.view.render(found, actor));
  }
}

/** A new request as its first answer showed it, like a submission that is repeated; what approves itself may have come further. */
function asMade(made: ReviewedRequest): ReviewedRequest {
  return made.request.verdict === 'checker' ? { request: asSubmitted(made.request), attempts: [], reviews: [] } : made;
}

function readCommand(requestId: string, body: string | undefined, call: Call) {
  const { reason } = readBody(reasonSchema, body);
  return { ...operatorCommand(call), requestId: readRequestId(requestId), reason };
}

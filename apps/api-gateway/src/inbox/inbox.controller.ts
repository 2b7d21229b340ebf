import { INBOX, type Inbox, permits, readScopeOf } from '@countersign/engine';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';

/** How much waits, for readers of the org. */
@Controller('v3/inbox/counts')
export class InboxController {
  constructor(@Inject(INBOX) private readonly inbox: Inbox) {}

  @Get()
  async count(@Res() reply: FastifyReply, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const { pending, mine, needsReview } = await this.inbox.count(orgId, actor.userId, readScopeOf(actor, orgId));
    const isOperator = permits(actor, orgId, 'CanOperateWorkflows');
    answerJson(reply, { data: { pending, needsReview: isOperator ? needsReview : 0, mine: { pending: mine } } });
  }
}

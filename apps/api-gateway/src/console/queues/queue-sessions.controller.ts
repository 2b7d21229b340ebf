import { permits, WorkflowError } from '@countersign/engine';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { TakesNoBody } from '../../platform/http/takes-no-body';
import type { QueueDashboardConfig } from '../console.config';
import { QueueSessions, SESSION_COOKIE, SESSION_SECONDS } from './queue-sessions';
import { QUEUE_DASHBOARD } from './queues.tokens';

/** Lets an operator go to the pages of the queues, to which a browser takes no token. */
@Controller('console/queues/session')
export class QueueSessionsController {
  constructor(
    @Inject(QUEUE_DASHBOARD) private readonly config: QueueDashboardConfig,
    @Inject(QueueSessions) private readonly sessions: QueueSessions,
  ) {}

  @Post()
  @TakesNoBody()
  @HttpCode(200)
  begin(@Req() { protocol }: FastifyRequest, @Res() reply: FastifyReply, @CurrentCall() { actor, orgId }: Call): void {
    const { userId, issuedAt } = actor;
    // The queues hold the ids of all orgs.
    if (!issuedAt || !this.config.orgIds.includes(orgId) || !permits(actor, orgId, 'CanOperateWorkflows'))
      throw WorkflowError.of('no-permission', 'CanOperateWorkflows is missing, for a whole org whose operators may look at the queues.');
    const { cookie, expiresAt } = this.sessions.issue({ orgId, userId, issuedAt: issuedAt.getTime() });
    const secure = protocol === 'https' ? '; Secure' : '';
    const terms = `Path=/console/queues; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
    answerJson(reply.headers({ 'set-cookie': `${SESSION_COOKIE}=${cookie}; ${terms}`, 'cache-control': 'no-store' }), {
      data: { expiresAt },
    });
  }
}

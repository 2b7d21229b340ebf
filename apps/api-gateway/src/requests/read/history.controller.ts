import { isReadable, readScopeOf, REQUEST_HISTORIES, type RequestHistories, unknownRequest } from '@countersign/engine';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { NotedReads } from '../../platform/reads/noted-reads';
import { readRequestId } from '../../views/requests/request-id';
import { historyView } from './history-view';

/** All that happened to a request, for readers of the org. */
@Controller('api_gateway/v2/request-workflow/requests/:requestId/history')
export class HistoryController {
  constructor(
    @Inject(REQUEST_HISTORIES) private readonly histories: RequestHistories,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get()
  async read(@Res() reply: FastifyReply, @Param('requestId') requestId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const scope = readScopeOf(actor, orgId);
    const history = await this.histories.find(orgId, readRequestId(requestId));
    if (!history || !isReadable(scope, history.entityInfo)) throw unknownRequest();
    this.reads.ofOne(reply.request, readRequestId(requestId));
    answerJson(reply, { data: historyView(history, actor.userId) });
  }
}

import { kebabName } from '@countersign/contract';
import { type OperatorAction, ReadJournal } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { journalPages, readJournalQuery } from '../platform/paging/journal-query';
import { NotedReads } from '../platform/reads/noted-reads';

/** What operators did in an org. */
@Controller('operations/journal')
export class JournalController {
  constructor(
    @Inject(ReadJournal) private readonly journal: ReadJournal,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get()
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { limit, before } = readJournalQuery(parameters);
    const { actions, next } = await this.journal.page(actor, orgId, limit, before);
    this.reads.ofMany(reply.request, actions.length, parameters);
    answerJson(reply, {
      data: actions.map(actionView),
      pagination: { numberOfElements: actions.length, ...(next !== undefined && { nextCursor: journalPages.cursorOf(next) }) },
    });
  }
}

/** One entry of the journal as the API shows it. */
function actionView({ type, ...action }: OperatorAction) {
  const { at, by, requestId, newRequestId, proposal, resolution, reason, traceId } = action;
  return { at, by, action: action.action, requestType: kebabName(type), requestId, newRequestId, proposal, resolution, reason, traceId };
}

import { ReadJournal } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { NotedReads } from '../reads/noted-reads';
import { readJournalQuery, writeJournalCursor } from './journal-query';
import { actionView } from './action-view';

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
      pagination: { numberOfElements: actions.length, ...(next !== undefined && { nextCursor: writeJournalCursor(next) }) },
    });
  }
}

import { ReadEntries } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { NotedReads } from '../platform/reads/noted-reads';
import { entryPages, readEntriesQuery } from './journal-queries';

/** What the journal of an org tells, one kind at a time. */
@Controller('operations/journal/entries')
export class EntriesController {
  constructor(
    @Inject(ReadEntries) private readonly entries: ReadEntries,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get()
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { entries, next } = await this.entries.page(actor, orgId, readEntriesQuery(parameters));
    this.reads.ofMany(reply.request, entries.length, parameters);
    answerJson(reply, {
      data: entries.map(({ number, at, fields, words }) => ({ number, at, fields, words })),
      pagination: { numberOfElements: entries.length, ...(next !== undefined && { nextCursor: entryPages.cursorOf(next) }) },
    });
  }
}

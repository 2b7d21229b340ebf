import { type JournaledRead, permits, READ_STORE, type ReadStore, WorkflowError } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readJournalQuery, writeJournalCursor } from '../operations/journal-query';

/** Which people were shown personal data of an org, for its auditors. */
@Controller('v3/readJournal')
export class ReadsController {
  constructor(@Inject(READ_STORE) private readonly store: ReadStore) {}

  @Get()
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    if (!permits(actor, orgId, 'CanAuditWorkflows')) throw WorkflowError.of('no-permission', 'CanAuditWorkflows is missing for this org.');
    const { limit, before } = readJournalQuery(parameters);
    const { reads, next } = await this.store.list(orgId, limit, before);
    answerJson(reply, {
      data: reads.map(readView),
      pagination: { numberOfElements: reads.length, ...(next !== undefined && { nextCursor: writeJournalCursor(next) }) },
      errors: null,
    });
  }
}

function readView({ readId, at, read }: JournaledRead) {
  if (!read) return { readId, at: at.toISOString(), forgotten: true };
  const { person, what, filter, requestId, rows, times, traceId } = read;
  return { readId, at: at.toISOString(), by: person, what, filter, requestId, rows, times, traceId };
}

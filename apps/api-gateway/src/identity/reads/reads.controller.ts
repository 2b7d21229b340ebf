import { type JournaledRead, permits, READ_STORE, type ReadStore, WorkflowError } from '@countersign/engine';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { journalPages } from '../../platform/paging/journal-query';
import { FilterHashes } from '../../platform/reads/filter-hashes';
import { NotedReads } from '../../platform/reads/noted-reads';
import { readReadsQuery } from './reads-query';

/** Which people were shown personal data of an org, for its auditors. */
@Controller('v3/readJournal')
export class ReadsController {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(FilterHashes) private readonly hashes: FilterHashes,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get()
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    if (!permits(actor, orgId, 'CanAuditWorkflows')) throw WorkflowError.of('no-permission', 'CanAuditWorkflows is missing for this org.');
    const { limit, before, customer, requestId } = readReadsQuery(parameters);
    const named = customer === undefined ? undefined : { customer, key: this.hashes.ofCustomer(orgId, customer) };
    const { reads, next } = await this.store.list(orgId, limit, before, { ...(named && { named }), ...(requestId && { requestId }) });
    // Who looked for somebody tells something of them.
    if (customer !== undefined || requestId !== undefined) this.reads.ofMany(request, reads.length, parameters);
    answerJson(reply, {
      data: reads.map(readView),
      pagination: { numberOfElements: reads.length, ...(next !== undefined && { nextCursor: journalPages.cursorOf(next) }) },
      errors: null,
    });
  }
}

function readView({ readId, at, read }: JournaledRead) {
  if (!read) return { readId, at: at.toISOString(), forgotten: true };
  const { person, what, filter, requestId, rows, times, traceId } = read;
  return { readId, at: at.toISOString(), by: person, what, filter, requestId, rows, times, traceId };
}

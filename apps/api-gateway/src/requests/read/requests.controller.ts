import { RequestTypeRegistry } from '@countersign/contract';
import { ReadRequests } from '@countersign/engine';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { NotedReads } from '../../platform/reads/noted-reads';
import { readRequestId } from '../../views/requests/request-id';
import { ShownRequests } from '../../views/requests/shown-requests';
import { pageView, pageWarnings } from './list-page';
import { readListQuery } from './list-query';

/** What readers of the org may see. */
@Controller('api_gateway/v2/request-workflow/requests')
export class RequestsController {
  constructor(
    @Inject(ReadRequests) private readonly requests: ReadRequests,
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
    @Inject(ShownRequests) private readonly shown: ShownRequests,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Get()
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const asked = readListQuery(parameters, orgId, this.types);
    const page = await this.requests.page(actor, asked.query);
    this.reads.ofMany(reply.request, page.requests.length, parameters);
    answerJson(reply, {
      data: await Promise.all(page.requests.map((request) => this.shown.one(request, actor))),
      pagination: pageView(asked, page),
      ...pageWarnings(asked),
    });
  }

  @Get(':requestId')
  async read(@Res() reply: FastifyReply, @Param('requestId') requestId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const request = await this.requests.one(actor, orgId, readRequestId(requestId));
    this.reads.ofOne(reply.request, request.requestId);
    answerJson(reply, { data: await this.shown.one(request, actor) });
  }
}

import { FindDuplicates } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { lookedUpView } from './duplicate-view';
import { readDuplicatesQuery } from './duplicates-query';

/** What a checker should know before they approve: whether the same was asked for before, and how far the approval is by now. */
@Controller('v3/duplicates')
export class DuplicatesController {
  constructor(@Inject(FindDuplicates) private readonly duplicates: FindDuplicates) {}

  @Get()
  async find(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const found = await this.duplicates.ofRequests(actor, orgId, readDuplicatesQuery(parameters));
    answerJson(reply, { data: [...found].map(([requestId, one]) => lookedUpView(requestId, one)) });
  }
}

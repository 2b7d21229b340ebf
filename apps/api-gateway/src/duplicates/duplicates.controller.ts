import { FindDuplicates } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { duplicateView } from './duplicate-view';
import { readDuplicatesQuery } from './duplicates-query';

/** Whether what stored requests ask for was asked for before. */
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
    answerJson(reply, { data: [...found].map(([requestId, duplicates]) => ({ requestId, duplicates: duplicates.map(duplicateView) })) });
  }
}

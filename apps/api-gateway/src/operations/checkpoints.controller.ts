import { ReadCheckpoints } from '@countersign/engine';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { checkpointPages, readCheckpointsQuery } from './journal-queries';

/** The signed states of an org's journal. */
@Controller('operations/journal/checkpoints')
export class CheckpointsController {
  constructor(@Inject(ReadCheckpoints) private readonly checkpoints: ReadCheckpoints) {}

  @Get()
  async list(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { limit, before } = readCheckpointsQuery(parameters);
    const { checkpoints, next } = await this.checkpoints.page(actor, orgId, limit, before);
    answerJson(reply, {
      data: checkpoints.map(({ size, note, sealedAt, appendedAt }) => ({ entries: size, sealedAt, outsideAt: appendedAt, note })),
      pagination: { numberOfElements: checkpoints.length, ...(next !== undefined && { nextCursor: checkpointPages.cursorOf(next) }) },
    });
  }
}

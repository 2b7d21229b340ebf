import { RequestTypeRegistry } from '@countersign/contract';
import { PAUSE_STORE, type PauseStore } from '@countersign/engine';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { requestTypeView } from './request-type-view';

/** Which kinds of request there are, for everybody of the org. */
@Controller('v3/requestTypes')
export class RequestTypesController {
  constructor(
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
    @Inject(PAUSE_STORE) private readonly pauses: Pick<PauseStore, 'all'>,
  ) {}

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() { orgId }: Call): Promise<void> {
    const paused = await this.pauses.all(orgId);
    answerJson(reply, { data: this.types.all().map((type) => requestTypeView(type, paused.get(type.key))) });
  }
}

import { RequestTypeRegistry } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { type EventMetaData, eventMetaData } from '@countersign/webhooks';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';

/** What events look like, for receivers. Any valid token may read it. */
@Controller('v3/webHooks/eventMetaData')
export class EventMetaDataController {
  private readonly events: readonly EventMetaData[];

  constructor(@Inject(RequestTypeRegistry) types: RequestTypeRegistry) {
    this.events = eventMetaData(types);
  }

  @Get()
  list(@Res() reply: FastifyReply): void {
    answerJson(reply, { data: this.events, errors: null });
  }

  @Get(':eventName')
  read(@Res() reply: FastifyReply, @Param('eventName') eventName: string): void {
    const event = this.events.find((known) => known.eventName === eventName);
    if (!event) throw WorkflowError.of('unknown-request', 'There is no such event.', '/eventName');
    answerJson(reply, { data: event, errors: null });
  }
}

import { Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { TakesNoBody } from '../platform/http/takes-no-body';
import { readDeliveriesQuery } from './deliveries-query';
import { deliveryView } from './delivery-view';
import { type LoggedDelivery, ReadDeliveries } from './read-deliveries';

/** What became of the events. */
@Controller('v3/webHooks')
export class DeliveriesController {
  constructor(@Inject(ReadDeliveries) private readonly deliveries: ReadDeliveries) {}

  @Get('eventLog/:eventId')
  async ofEvent(@Res() reply: FastifyReply, @Param('eventId') eventId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    answerLog(reply, orgId, await this.deliveries.ofEvent(actor, orgId, eventId));
  }

  @Get('eventLog/requestId/:traceId')
  async ofCall(@Res() reply: FastifyReply, @Param('traceId') traceId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    answerLog(reply, orgId, await this.deliveries.ofCall(actor, orgId, traceId));
  }

  @Get('eventLog/refId/:refId')
  async ofReference(@Res() reply: FastifyReply, @Param('refId') refId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    answerLog(reply, orgId, await this.deliveries.ofReference(actor, orgId, refId));
  }

  @Get(':webHookId/deliveries')
  async ofWebhook(
    @Res() reply: FastifyReply,
    @Param('webHookId') endpointId: string,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { page, next } = await this.deliveries.ofWebhook(actor, orgId, endpointId, readDeliveriesQuery(parameters));
    answerJson(reply, {
      data: page.map((delivery) => deliveryView(orgId, delivery)),
      pagination: { numberOfElements: page.length, ...(next !== undefined && { nextCursor: next }) },
      errors: null,
    });
  }

  @Post('deliveries/:deliveryId/resend')
  @TakesNoBody()
  async resend(@Res() reply: FastifyReply, @Param('deliveryId') deliveryId: string, @CurrentCall() call: Call): Promise<void> {
    await this.deliveries.resend(call, deliveryId);
    answerJson(reply, { data: { resent: 1 }, errors: null });
  }

  @Post(':webHookId/resend')
  @TakesNoBody()
  async resendExhausted(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: { resent: await this.deliveries.resendExhausted(call, endpointId) }, errors: null });
  }
}

function answerLog(reply: FastifyReply, orgId: number, deliveries: readonly LoggedDelivery[]): void {
  answerJson(reply, { data: deliveries.map((delivery) => deliveryView(orgId, delivery)), errors: null });
}

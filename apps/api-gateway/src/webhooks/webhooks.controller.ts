import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readBody } from '../http/json-body';
import { ManageWebhooks } from './manage-webhooks';
import { webhookSchema } from './webhook-body';
import { webhookView } from './webhook-view';

/** Who gets events, and where. */
@Controller('v3/webHooks')
export class WebhooksController {
  constructor(@Inject(ManageWebhooks) private readonly webhooks: ManageWebhooks) {}

  @Post()
  async create(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const { endpoint, secret } = await this.webhooks.create(actor, orgId, readBody(webhookSchema, body));
    answerJson(reply, { data: webhookView(endpoint, secret), errors: null });
  }

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const endpoints = await this.webhooks.list(actor, orgId);
    answerJson(reply, { data: endpoints.map((endpoint) => webhookView(endpoint)), errors: null });
  }

  @Get(':webHookId')
  async read(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    answerJson(reply, { data: webhookView(await this.webhooks.read(actor, orgId, endpointId)), errors: null });
  }

  @Put(':webHookId')
  async update(
    @Res() reply: FastifyReply,
    @Param('webHookId') endpointId: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const endpoint = await this.webhooks.update(actor, orgId, endpointId, readBody(webhookSchema, body));
    answerJson(reply, { data: webhookView(endpoint), errors: null });
  }

  @Post(':webHookId/rotateSecret')
  async rotateSecret(
    @Res() reply: FastifyReply,
    @Param('webHookId') endpointId: string,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { endpoint, secret, previousUntil } = await this.webhooks.rotateSecret(actor, orgId, endpointId);
    answerJson(reply, { data: { ...webhookView(endpoint, secret), previousSecretUntil: previousUntil }, errors: null });
  }

  @Delete(':webHookId')
  async delete(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    await this.webhooks.delete(actor, orgId, endpointId);
    answerJson(reply, { data: { webHookId: endpointId }, errors: null });
  }
}

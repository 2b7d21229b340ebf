import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readBody } from '../platform/http/json-body';
import { TakesNoBody } from '../platform/http/takes-no-body';
import { answerProposal } from '../views/proposals/answer-proposal';
import { ManageWebhooks } from './manage-webhooks';
import { webhookSchema } from './webhook-body';
import { webhookView } from './webhook-view';

/** Who gets events, and where. What changes that is answered with 202 until a second person has confirmed it. */
@Controller('v3/webHooks')
export class WebhooksController {
  constructor(@Inject(ManageWebhooks) private readonly webhooks: ManageWebhooks) {}

  @Post()
  async create(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() call: Call): Promise<void> {
    const { proposal, endpoint, secret } = await this.webhooks.create(call, readBody(webhookSchema, body));
    answerProposal(reply, proposal, webhookView(endpoint, secret));
  }

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() call: Call): Promise<void> {
    const endpoints = await this.webhooks.list(call);
    answerJson(reply, { data: endpoints.map((endpoint) => webhookView(endpoint)), errors: null });
  }

  @Get(':webHookId')
  async read(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: webhookView(await this.webhooks.read(call, endpointId)), errors: null });
  }

  @Put(':webHookId')
  async update(
    @Res() reply: FastifyReply,
    @Param('webHookId') endpointId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    const { proposal, endpoint } = await this.webhooks.update(call, endpointId, readBody(webhookSchema, body));
    answerProposal(reply, proposal, webhookView(endpoint));
  }

  @Post(':webHookId/rotateSecret')
  @TakesNoBody()
  async rotateSecret(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() call: Call): Promise<void> {
    const { proposal, endpoint, secret } = await this.webhooks.rotateSecret(call, endpointId);
    const previousSecretUntil = proposal.kind === 'in-effect' ? proposal.previousUntil : undefined;
    answerProposal(reply, proposal, { ...webhookView(endpoint, secret), previousSecretUntil });
  }

  @Delete(':webHookId')
  @TakesNoBody()
  async delete(@Res() reply: FastifyReply, @Param('webHookId') endpointId: string, @CurrentCall() call: Call): Promise<void> {
    answerProposal(reply, await this.webhooks.delete(call, endpointId), { webHookId: endpointId });
  }
}

import { Body, Controller, Delete, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../http/answer-json';
import { type Call, CurrentCall } from '../http/call-context';
import { readBody } from '../http/json-body';
import { apiClientSchema } from './api-client-body';
import { apiClientView } from './api-client-view';
import { type ClientWithSecret, ManageApiClients } from './manage-api-clients';

/** Programs that call the API for an org. */
@Controller('v3/apiClients')
export class ApiClientsController {
  constructor(@Inject(ManageApiClients) private readonly clients: ManageApiClients) {}

  @Post()
  async create(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() call: Call): Promise<void> {
    answerSecret(reply, await this.clients.create(call, readBody(apiClientSchema, body)));
  }

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() call: Call): Promise<void> {
    const clients = await this.clients.list(call);
    answerJson(reply, { data: clients.map((client) => apiClientView(client)), errors: null });
  }

  @Post(':clientId/rotate')
  async rotate(@Res() reply: FastifyReply, @Param('clientId') clientId: string, @CurrentCall() call: Call): Promise<void> {
    answerSecret(reply, await this.clients.rotate(call, clientId));
  }

  @Delete(':clientId')
  async disable(@Res() reply: FastifyReply, @Param('clientId') clientId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: apiClientView(await this.clients.disable(call, clientId)), errors: null });
  }
}

function answerSecret(reply: FastifyReply, { client, secret }: ClientWithSecret): void {
  answerJson(reply, { data: apiClientView(client, secret), errors: null });
}

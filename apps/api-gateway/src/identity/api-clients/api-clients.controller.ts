import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readBody } from '../../platform/http/json-body';
import { TakesNoBody } from '../../platform/http/takes-no-body';
import { answerProposal } from '../../views/proposals/answer-proposal';
import { apiClientSchema, clientGrantsSchema } from './api-client-body';
import { apiClientView } from './api-client-view';
import { type ChangedClient, ManageApiClients } from './manage-api-clients';

/** Programs that call the API for an org. What changes them is answered with 202 until a second person has confirmed it. */
@Controller('v3/apiClients')
export class ApiClientsController {
  constructor(@Inject(ManageApiClients) private readonly clients: ManageApiClients) {}

  @Post()
  async create(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() call: Call): Promise<void> {
    answerClient(reply, await this.clients.create(call, readBody(apiClientSchema, body)));
  }

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() call: Call): Promise<void> {
    const clients = await this.clients.list(call);
    answerJson(reply, { data: clients.map((client) => apiClientView(client)), errors: null });
  }

  @Put(':clientId')
  async changeGrants(
    @Res() reply: FastifyReply,
    @Param('clientId') clientId: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    answerClient(reply, await this.clients.changeGrants(call, clientId, readBody(clientGrantsSchema, body)));
  }

  @Post(':clientId/rotate')
  @TakesNoBody()
  async rotate(@Res() reply: FastifyReply, @Param('clientId') clientId: string, @CurrentCall() call: Call): Promise<void> {
    answerClient(reply, await this.clients.rotate(call, clientId));
  }

  @Delete(':clientId')
  @TakesNoBody()
  async disable(@Res() reply: FastifyReply, @Param('clientId') clientId: string, @CurrentCall() call: Call): Promise<void> {
    answerClient(reply, await this.clients.disable(call, clientId));
  }
}

function answerClient(reply: FastifyReply, { proposal, client, secret }: ChangedClient): void {
  answerProposal(reply, proposal, apiClientView(client, secret));
}

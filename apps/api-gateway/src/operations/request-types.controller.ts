import { OUTAGE_STORE, type OutageStore, PauseRequestType } from '@countersign/engine';
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readBody, readOptionalBody } from '../platform/http/json-body';
import { optionalReasonSchema, reasonSchema } from '../platform/http/reason-body';
import { Decides } from '../platform/pressure/urgency';
import { answerOperator } from './operator-answer';
import { operatorCommand } from './operator-command';
import { outageView } from './outage-view';
import { standingView } from './standing-view';

/** How operators see a request type of their org, stop executing it, and go on. */
@Controller('operations/request-types')
export class RequestTypesController {
  constructor(
    @Inject(PauseRequestType) private readonly pauses: PauseRequestType,
    @Inject(OUTAGE_STORE) private readonly outages: OutageStore,
  ) {}

  @Get()
  async list(@Res() reply: FastifyReply, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const standings = await this.pauses.standings(actor, orgId);
    answerJson(reply, { data: standings.map(standingView), loyaltyApi: outageView(await this.outages.find(orgId)) });
  }

  @Post(':type/pause')
  @Decides()
  async pause(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    const { reason } = readBody(reasonSchema, body);
    await answerOperator(reply, await this.pauses.pause({ ...operatorCommand(call), type, reason }), standingView);
  }

  @Post(':type/resume')
  @Decides()
  async resume(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() call: Call,
  ): Promise<void> {
    const why = readOptionalBody(optionalReasonSchema, body);
    await answerOperator(reply, await this.pauses.resume({ ...operatorCommand(call), type, ...why }), standingView);
  }
}

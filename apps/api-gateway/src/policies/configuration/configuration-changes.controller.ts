import { Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { TakesNoBody } from '../../platform/http/takes-no-body';
import { Decides } from '../../platform/pressure/urgency';
import { ConfigurationChanges } from '../../platform/proposals/configuration-changes';
import { configurationChangeView } from '../../views/proposals/configuration-change-view';
import { readChangesQuery } from './changes-query';

/** What was proposed for webhooks and API clients, and a second person's word on it. */
@Controller('v3/configurationChanges')
export class ConfigurationChangesController {
  constructor(@Inject(ConfigurationChanges) private readonly changes: ConfigurationChanges) {}

  @Get()
  async list(@Res() reply: FastifyReply, @Query() parameters: Record<string, unknown>, @CurrentCall() call: Call): Promise<void> {
    const { changes, next } = await this.changes.list(call, readChangesQuery(parameters));
    answerJson(reply, {
      data: changes.map(configurationChangeView),
      pagination: { numberOfElements: changes.length, ...(next !== undefined && { nextCursor: next }) },
    });
  }

  @Get(':changeId')
  async read(@Res() reply: FastifyReply, @Param('changeId') changeId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: configurationChangeView(await this.changes.find(call, changeId)), errors: null });
  }

  @Post(':changeId/confirm')
  @TakesNoBody()
  @Decides()
  async confirm(@Res() reply: FastifyReply, @Param('changeId') changeId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: configurationChangeView(await this.changes.decide(call, changeId, 'confirm')), errors: null });
  }

  @Post(':changeId/decline')
  @TakesNoBody()
  @Decides()
  async decline(@Res() reply: FastifyReply, @Param('changeId') changeId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: configurationChangeView(await this.changes.decide(call, changeId, 'decline')), errors: null });
  }

  @Post(':changeId/withdraw')
  @TakesNoBody()
  @Decides()
  async withdraw(@Res() reply: FastifyReply, @Param('changeId') changeId: string, @CurrentCall() call: Call): Promise<void> {
    answerJson(reply, { data: configurationChangeView(await this.changes.decide(call, changeId, 'withdraw')), errors: null });
  }
}

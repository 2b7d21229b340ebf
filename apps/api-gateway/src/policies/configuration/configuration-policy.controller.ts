import { ChangeConfigurationPolicy, type ConfigurationPolicyVersion } from '@countersign/engine';
import { Body, Controller, Get, Inject, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readBody } from '../../platform/http/json-body';
import { TakesNoBody } from '../../platform/http/takes-no-body';
import { Decides } from '../../platform/pressure/urgency';
import { readVersion } from '../version-segment';
import { configurationPolicySchema } from './configuration-policy-body';

/** Whether changes of webhooks and API clients need a second person in this org; two people agree on that. */
@Controller('v3/configurationPolicy')
export class ConfigurationPolicyController {
  constructor(@Inject(ChangeConfigurationPolicy) private readonly policies: ChangeConfigurationPolicy) {}

  @Get()
  async read(@Res() reply: FastifyReply, @CurrentCall() { actor, orgId }: Call): Promise<void> {
    const { active, proposals } = await this.policies.read(actor, orgId);
    answerJson(reply, {
      data: {
        active: active ? versionView(active) : { version: 0, status: 'active', actAtOnce: false },
        proposals: proposals.map(versionView),
      },
      errors: null,
    });
  }

  @Put()
  @Decides()
  async propose(
    @Res() reply: FastifyReply,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const { emails, ...settings } = readBody(configurationPolicySchema, body);
    const proposal = { ...settings, ...(emails && { notifications: { emails } }), traceId };
    answerJson(reply, { data: versionView(await this.policies.propose(actor, orgId, proposal)), errors: null });
  }

  @Post(':version/approve')
  @TakesNoBody()
  @Decides()
  async approve(
    @Res() reply: FastifyReply,
    @Param('version') version: string,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const decision = { version: readVersion(version), verdict: 'active', traceId } as const;
    answerJson(reply, { data: versionView(await this.policies.decide(actor, orgId, decision)), errors: null });
  }

  @Post(':version/decline')
  @TakesNoBody()
  @Decides()
  async decline(
    @Res() reply: FastifyReply,
    @Param('version') version: string,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const decision = { version: readVersion(version), verdict: 'declined', traceId } as const;
    answerJson(reply, { data: versionView(await this.policies.decide(actor, orgId, decision)), errors: null });
  }
}

function versionView({ notifications, ...version }: ConfigurationPolicyVersion) {
  return { ...version, ...(notifications && { emails: notifications.emails }) };
}

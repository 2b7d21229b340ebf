import { ChangePolicy, findReadScope, type PolicyVersion, SimulatePolicy } from '@countersign/engine';
import { Body, Controller, Get, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerJson } from '../platform/http/answer-json';
import { type Call, CurrentCall } from '../platform/http/call-context';
import { readBody } from '../platform/http/json-body';
import { TakesNoBody } from '../platform/http/takes-no-body';
import { Decides } from '../platform/pressure/urgency';
import { policySchema } from './policy-body';
import { readPolicyQuery } from './policy-query';
import { policyHistoryView, policyView } from './policy-view';
import { PolicyWarnings } from './policy-warnings';
import { simulationSchema } from './simulation-body';
import { simulationView } from './simulation-view';
import { readVersion } from './version-segment';

/** The settings of a request type in an org: one person proposes, another one agrees. */
@Controller('policies')
export class PoliciesController {
  constructor(
    @Inject(ChangePolicy) private readonly policies: ChangePolicy,
    @Inject(SimulatePolicy) private readonly simulation: SimulatePolicy,
    @Inject(PolicyWarnings) private readonly warnings: PolicyWarnings,
  ) {}

  @Get(':type')
  async read(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const page = await this.policies.history(actor, orgId, type, readPolicyQuery(parameters));
    const { versions, nextBefore } = page;
    answerJson(reply, { data: policyHistoryView(page), pagination: { numberOfElements: versions.length, nextBefore } });
  }

  @Put(':type')
  @Decides()
  async propose(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const proposal = { ...readBody(policySchema, body), traceId };
    await this.answer(reply, await this.policies.propose(actor, orgId, type, proposal));
  }

  /** A read, although it has a body; it gives way to decisions like any list. */
  @Post(':type/simulate')
  async simulate(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Body() body: string | undefined,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    const { policy: draft, days, limit: mostFlips } = readBody(simulationSchema, body);
    const simulation = await this.simulation.execute({ actor, orgId, type, draft, days, mostFlips });
    answerJson(reply, { data: simulationView(simulation, findReadScope(actor, orgId) === 'whole-org') });
  }

  @Post(':type/:version/approve')
  @TakesNoBody()
  @Decides()
  async approve(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Param('version') version: string,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const decision = { version: readVersion(version), verdict: 'active', traceId } as const;
    await this.answer(reply, await this.policies.decide(actor, orgId, type, decision));
  }

  @Post(':type/:version/decline')
  @TakesNoBody()
  @Decides()
  async decline(
    @Res() reply: FastifyReply,
    @Param('type') type: string,
    @Param('version') version: string,
    @CurrentCall() { actor, orgId, traceId }: Call,
  ): Promise<void> {
    const decision = { version: readVersion(version), verdict: 'declined', traceId } as const;
    answerJson(reply, { data: policyView(await this.policies.decide(actor, orgId, type, decision)) });
  }

  private async answer(reply: FastifyReply, policy: PolicyVersion): Promise<void> {
    answerJson(reply, { data: policyView(policy), ...(await this.warnings.of(policy)) });
  }
}

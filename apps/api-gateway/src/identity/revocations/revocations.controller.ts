import { type IdentityAction, permits, type Revocation, REVOCATION_STORE, type RevocationStore, WorkflowError } from '@countersign/engine';
import { Body, Controller, Get, Inject, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientAccounts } from '../../platform/auth/client-accounts';
import { TokenRevocations } from '../../platform/auth/token-revocations';
import { answerJson } from '../../platform/http/answer-json';
import { type Call, CurrentCall } from '../../platform/http/call-context';
import { readBody } from '../../platform/http/json-body';
import { journalPages, readJournalQuery } from '../../platform/paging/journal-query';
import { callerOf, requireConfigurator } from '../../platform/proposals/configurator';
import { NotedReads } from '../../platform/reads/noted-reads';
import { revocationSchema } from './revocation-body';

const MOST_SHOWN = 100;

/** Ends what people may do before their tokens end by themselves, and tells who let whom in or out. */
@Controller('v3')
export class RevocationsController {
  constructor(
    @Inject(REVOCATION_STORE) private readonly store: RevocationStore,
    @Inject(TokenRevocations) private readonly revocations: TokenRevocations,
    @Inject(ClientAccounts) private readonly accounts: ClientAccounts,
    @Inject(NotedReads) private readonly reads: NotedReads,
  ) {}

  @Post('revocations')
  async revoke(@Res() reply: FastifyReply, @Body() body: string | undefined, @CurrentCall() call: Call): Promise<void> {
    requireConfigurator(call);
    const { userId, reason } = readBody(revocationSchema, body);
    const revocation = await this.store.revoke(callerOf(call), userId, reason);
    this.revocations.forget(call.orgId, userId);
    this.accounts.forget();
    answerJson(reply, { data: revocationView(revocation), errors: null });
  }

  @Get('revocations')
  async list(@Res() reply: FastifyReply, @CurrentCall() call: Call): Promise<void> {
    requireConfigurator(call);
    const revocations = await this.store.list(call.orgId, MOST_SHOWN);
    this.reads.ofMany(reply.request, revocations.length, {});
    answerJson(reply, { data: revocations.map(revocationView), errors: null });
  }

  @Get('identityJournal')
  async journal(
    @Res() reply: FastifyReply,
    @Query() parameters: Record<string, unknown>,
    @CurrentCall() { actor, orgId }: Call,
  ): Promise<void> {
    if (!permits(actor, orgId, 'CanConfigureWorkflows') && !permits(actor, orgId, 'CanAuditWorkflows'))
      throw WorkflowError.of('no-permission', 'CanConfigureWorkflows or CanAuditWorkflows is missing for this org.');
    const { limit, before } = readJournalQuery(parameters);
    const { actions, next } = await this.store.actions(orgId, limit, before);
    this.reads.ofMany(reply.request, actions.length, parameters);
    answerJson(reply, {
      data: actions.map(identityActionView),
      pagination: { numberOfElements: actions.length, ...(next !== undefined && { nextCursor: journalPages.cursorOf(next) }) },
    });
  }
}

function revocationView({ userId, notBefore, reason, by }: Revocation) {
  return { userId, notBefore: notBefore.toISOString(), reason, by };
}

function identityActionView({ actionId, action, about, reason, by, traceId, at }: IdentityAction) {
  return {
    actionId,
    action,
    about,
    at: at.toISOString(),
    by,
    ...(reason !== undefined && { reason }),
    ...(traceId !== undefined && { traceId }),
  };
}

import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/auth/auth.guard';
import { ClientAccounts } from '../../platform/auth/client-accounts';
import { answerJson } from '../../platform/http/answer-json';
import { callerAddress } from '../../platform/http/caller-address';
import { readBody } from '../../platform/http/json-body';
import { credentialsSchema } from './api-client-body';

/** OAuth client credentials in their documented form: key and secret for a token of five minutes. */
@Controller('v3/oauth/token')
export class AccessTokensController {
  constructor(@Inject(ClientAccounts) private readonly accounts: ClientAccounts) {}

  @Post('generate')
  @Public()
  async generate(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: string | undefined): Promise<void> {
    const credentials = readBody(credentialsSchema, body);
    const { token, ttlSeconds, expiresAt } = await this.accounts.issueToken(credentials, callerAddress(request));
    answerJson(reply, { data: { accessToken: token, ttlSeconds, expiresAt: expiresAt.toISOString() }, errors: null });
  }
}

import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/auth/auth.guard';
import { answerJson } from '../platform/http/answer-json';
import { readBody } from '../platform/http/json-body';
import { DevelopmentTokens } from './development-tokens';
import { signInSchema } from './sign-in-body';

/** Anybody may be anybody. The route exists only where the settings say so, which production refuses. */
@Public()
@Controller('console/development-sign-in')
export class DevelopmentSignInController {
  constructor(@Inject(DevelopmentTokens) private readonly tokens: DevelopmentTokens) {}

  @Post()
  @HttpCode(200)
  async signIn(@Res() reply: FastifyReply, @Body() body: string | undefined): Promise<void> {
    const issued = await this.tokens.issue(readBody(signInSchema, body));
    answerJson(reply.header('cache-control', 'no-store'), { data: issued });
  }
}

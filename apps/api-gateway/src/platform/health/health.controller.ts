import { WRITE_PROBE, type WriteProbe } from '@countersign/persistence';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/auth.guard';
import { TokenVerifier } from '../auth/token-verifier';
import { answerJson } from '../http/answer-json';
import { AnswersAlways } from '../pressure/urgency';
import { Shutdown } from './shutdown';

/** For load balancers and orchestrators. Says why not, and nothing else about the inside. */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(WRITE_PROBE) private readonly writes: WriteProbe,
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {}

  @Get('live')
  @AnswersAlways()
  live(@Res() reply: FastifyReply): void {
    answerJson(reply, { status: 'live' });
  }

  @Get('ready')
  @AnswersAlways()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const problem = await this.problem();
    if (problem === undefined) answerJson(reply, { status: 'ready' });
    else answerJson(reply, { status: problem }, 503);
  }

  private async problem(): Promise<string | undefined> {
    if (this.shutdown.hasBegun) return 'stopping';
    const [writes, tokens] = await Promise.all([this.writes.problem(), this.tokens.problem()]);
    return writes ?? tokens;
  }
}

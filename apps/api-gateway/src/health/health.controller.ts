import { DATABASE_HEALTH, type DatabaseHealth } from '@countersign/persistence';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { Shutdown } from './shutdown';

const PATIENCE_MS = 1_000;

/** For load balancers and orchestrators. Says nothing about the inside beyond yes or no. */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE_HEALTH) private readonly database: DatabaseHealth,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {}

  @Get('live')
  live(@Res() reply: FastifyReply): void {
    answerJson(reply, { status: 'live' });
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    if (this.shutdown.hasBegun) answerJson(reply, { status: 'stopping' }, 503);
    else if (await this.isDatabaseThere()) answerJson(reply, { status: 'ready' });
    else answerJson(reply, { status: 'database unavailable' }, 503);
  }

  private async isDatabaseThere(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, false);
    });
    const ping = this.database.ping().then(
      () => true,
      () => false,
    );
    const answered = await Promise.race([ping, tooLate]);
    clearTimeout(timer);
    return answered;
  }
}

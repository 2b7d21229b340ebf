import { DATABASE_HEALTH, type DatabaseHealth } from '@countersign/persistence';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/auth.guard';
import { answerJson } from '../http/answer-json';
import { AnswersAlways } from '../pressure/urgency';
import { Shutdown } from './shutdown';

const PATIENCE_MS = 1_000;

/** For load balancers and orchestrators. Says nothing about the inside beyond yes or no. */
@Public()
@Controller('health')
export class HealthController {
  /** One question at a time, however many ask: a database that hangs must not be asked by every probe. */
  private asking: Promise<boolean> | undefined;

  constructor(
    @Inject(DATABASE_HEALTH) private readonly database: DatabaseHealth,
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
    if (this.shutdown.hasBegun) answerJson(reply, { status: 'stopping' }, 503);
    else if (await this.isDatabaseThere()) answerJson(reply, { status: 'ready' });
    else answerJson(reply, { status: 'database unavailable' }, 503);
  }

  private async isDatabaseThere(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, false);
    });
    this.asking ??= this.ask();
    const answered = await Promise.race([this.asking, tooLate]);
    clearTimeout(timer);
    return answered;
  }

  private async ask(): Promise<boolean> {
    try {
      await this.database.ping();
      return true;
    } catch {
      return false;
    } finally {
      this.asking = undefined;
    }
  }
}

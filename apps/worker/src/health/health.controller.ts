import { Controller, Get, HttpCode, HttpStatus, Inject, ServiceUnavailableException } from '@nestjs/common';
import { WRITE_PROBE, type WriteProbe } from '@countersign/persistence';
import { QueueState } from '../relay/queue-state';

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'down';
  readonly queue: 'up' | 'down' | 'none';
  /** What is wrong, one sentence for each thing; absent when nothing is. */
  readonly reasons?: readonly string[];
}

/**
 * Health and nothing else: whoever may probe a worker need not be told how much it does, and for whom.
 * `degraded`: everything is done, from PostgreSQL alone, because the queue takes nothing.
 */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(WRITE_PROBE) private readonly database: WriteProbe,
    @Inject(QueueState) private readonly queue: QueueState,
  ) {}

  @Get('live')
  @HttpCode(HttpStatus.OK)
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(): Promise<Readiness> {
    const queueProblem = this.queue.configured ? this.queue.problem : undefined;
    const databaseProblem = await this.database.problem();
    const reasons = [databaseProblem, queueProblem && `queue takes nothing: ${queueProblem}`].filter((reason) => reason !== undefined);
    const readiness: Readiness = {
      status: databaseProblem !== undefined ? 'down' : queueProblem === undefined ? 'ready' : 'degraded',
      queue: !this.queue.configured ? 'none' : queueProblem === undefined ? 'up' : 'down',
      ...(reasons.length > 0 && { reasons }),
    };
    if (databaseProblem !== undefined) throw new ServiceUnavailableException(readiness);
    return readiness;
  }
}

import { Controller, Get, HttpCode, HttpStatus, Inject, ServiceUnavailableException } from '@nestjs/common';
import { WRITE_PROBE, type WriteProbe } from '@countersign/persistence';
import { WorkerRoles } from '../loops/worker-roles';
import { QueueState } from '../relay/queue-state';
import { JournalState } from '../sealing/journal-state';

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'down' | 'stopping';
  readonly queue: 'up' | 'down' | 'none';
  /** What is wrong, one sentence for each thing; absent when nothing is. */
  readonly reasons?: readonly string[];
}

/**
 * Health and nothing else: whoever may probe a worker need not be told how much it does, and for whom.
 * `degraded`: everything is done all the same; from PostgreSQL alone where the queue takes nothing, unproven where the journal is not sealed.
 */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(WRITE_PROBE) private readonly database: WriteProbe,
    @Inject(QueueState) private readonly queue: QueueState,
    @Inject(JournalState) private readonly journal: Pick<JournalState, 'problem'>,
    @Inject(WorkerRoles) private readonly roles: Pick<WorkerRoles, 'isStopping'>,
  ) {}

  @Get('live')
  @HttpCode(HttpStatus.OK)
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(): Promise<Readiness> {
    const readiness = await this.readiness();
    if (readiness.status === 'down' || readiness.status === 'stopping') throw new ServiceUnavailableException(readiness);
    return readiness;
  }

  private async readiness(): Promise<Readiness> {
    const queueProblem = this.queue.configured ? this.queue.problem : undefined;
    const journalProblem = this.journal.problem;
    const databaseProblem = await this.database.problem();
    const reasons = [
      databaseProblem,
      queueProblem && `queue takes nothing: ${queueProblem}`,
      journalProblem && `journal is not sealed: ${journalProblem}`,
    ].filter((reason) => reason !== undefined);
    return {
      status: this.roles.isStopping ? 'stopping' : databaseProblem !== undefined ? 'down' : reasons.length > 0 ? 'degraded' : 'ready',
      queue: !this.queue.configured ? 'none' : queueProblem === undefined ? 'up' : 'down',
      ...(reasons.length > 0 && { reasons }),
    };
  }
}

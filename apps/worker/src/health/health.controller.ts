import { Controller, Get, Header, HttpCode, HttpStatus, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ConnectorAdmissions } from '@countersign/loyalty-client';
import type { Metrics } from '@countersign/observability';
import { DATABASE_HEALTH, type DatabaseHealth } from '@countersign/persistence';
import { QueueState } from '../relay/queue-state';
import { METRICS } from '../worker.tokens';

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'down';
  readonly queue: 'up' | 'down' | 'none';
  /** Orgs whose loyalty API fails, so that their calls are held back. The worker itself is well. */
  readonly heldBackOrgs: readonly number[];
}

/** `degraded`: everything is done, from PostgreSQL alone, because the queue takes nothing. */
@Controller()
export class HealthController {
  constructor(
    @Inject(DATABASE_HEALTH) private readonly database: DatabaseHealth,
    @Inject(QueueState) private readonly queue: QueueState,
    @Inject(ConnectorAdmissions) private readonly admissions: ConnectorAdmissions,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @HttpCode(HttpStatus.OK)
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(): Promise<Readiness> {
    const heldBackOrgs = this.admissions.heldBackOrgs();
    const queue = this.queue.configured ? (this.queue.usable ? 'up' : 'down') : 'none';
    try {
      await this.database.ping();
    } catch {
      throw new ServiceUnavailableException({ status: 'down', queue, heldBackOrgs } satisfies Readiness);
    }
    return { status: queue === 'down' ? 'degraded' : 'ready', queue, heldBackOrgs };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

import type { BreakerObserver } from '@countersign/loyalty-client';
import type { Counter, Gauge, Logger, Metrics } from '@countersign/observability';

/** Breakers in logs and metrics: one line when calls of an org are held back, and one when they begin again. */
export class ObservedBreakers implements BreakerObserver {
  private readonly heldBack: Gauge;
  private readonly openings: Counter;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.heldBack = metrics.gauge({ name: 'loyalty_held_back_orgs', help: 'Orgs whose calls are held back because their API fails.' });
    this.openings = metrics.counter({ name: 'loyalty_breaker_openings_total', help: 'How often calls of an org began to be held back.' });
  }

  opened(orgId: number): void {
    this.heldBack.inc();
    this.openings.inc();
    this.logger.warn({ orgId }, 'the loyalty API of this org fails; its calls are held back until one succeeds, and its requests wait');
  }

  closed(orgId: number): void {
    this.heldBack.dec();
    this.logger.info({ orgId }, 'the loyalty API of this org answers again; its requests go on');
  }
}

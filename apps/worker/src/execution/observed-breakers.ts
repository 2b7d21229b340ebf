import type { LoyaltyOutage, OutageStore } from '@countersign/engine';
import type { BreakerObserver } from '@countersign/loyalty-client';
import type { Counter, Gauge, Logger, Metrics } from '@countersign/observability';

/** Words for the log by what has to be mended. */
const HELD_BACK_UNTIL = 'its calls are held back until one is answered, and its requests wait without using up attempts';
const CREDENTIALS_REFUSED: ReadonlySet<number> = new Set([401, 403, 407]);
const NOTHING_THERE: ReadonlySet<number> = new Set([404, 405]);

/**
 * Loyalty APIs that fail, in logs, metrics and for the operators of the org: one line when calls begin to fail, one when they are held back
 * and one when they begin again. Each says which org, how it failed and what to do.
 */
export class ObservedBreakers implements BreakerObserver {
  private readonly heldBack: Gauge;
  private readonly openings: Counter;
  private readonly failures: Counter<'code'>;
  private readonly failingOrgs = new Set<number>();

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
    private readonly outages: OutageStore,
  ) {
    this.heldBack = metrics.gauge({ name: 'loyalty_held_back_orgs', help: 'Orgs whose calls are held back because their API fails.' });
    this.openings = metrics.counter({ name: 'loyalty_breaker_openings_total', help: 'How often calls of an org began to be held back.' });
    this.failures = metrics.counter({
      name: 'loyalty_failures_total',
      help: 'Loyalty APIs that began to fail or to be held back, by how the last call failed.',
      labels: ['code'],
    });
  }

  failing(outage: LoyaltyOutage): void {
    this.store(outage);
    if (this.failingOrgs.has(outage.orgId)) return;
    this.failingOrgs.add(outage.orgId);
    this.failures.inc({ code: outage.code });
    this.logger.warn(lineOf(outage), `calls to the loyalty API of this org fail one after another; ${whatToDo(outage)}`);
  }

  opened(outage: LoyaltyOutage): void {
    this.failingOrgs.add(outage.orgId);
    this.store(outage);
    this.heldBack.inc();
    this.openings.inc();
    this.failures.inc({ code: outage.code });
    this.logger.warn(lineOf(outage), `the loyalty API of this org fails; ${HELD_BACK_UNTIL}; ${whatToDo(outage)}`);
  }

  closed(orgId: number): void {
    this.heldBack.dec();
    this.logger.info({ orgId }, 'the loyalty API of this org answers again; its requests go on');
  }

  answered(orgId: number): void {
    this.failingOrgs.delete(orgId);
    this.written(orgId, this.outages.end(orgId));
  }

  private store(outage: LoyaltyOutage): void {
    this.written(outage.orgId, this.outages.report(outage));
  }

  /** Operators see an older state for a while: no reason to fail a call. */
  private written(orgId: number, writing: Promise<void>): void {
    writing.catch((error: unknown) => {
      this.logger.warn({ err: error, orgId }, 'how the loyalty API of this org fares could not be written for its operators');
    });
  }
}

function lineOf({ orgId, code, httpStatus }: LoyaltyOutage): object {
  return { orgId, code, status: httpStatus };
}

function whatToDo({ httpStatus }: LoyaltyOutage): string {
  if (httpStatus !== undefined && CREDENTIALS_REFUSED.has(httpStatus)) return 'mend the credentials of its connector';
  if (httpStatus !== undefined && NOTHING_THERE.has(httpStatus)) return 'mend host and path of its connector';
  return 'ask whoever runs that API, or look at the way there';
}

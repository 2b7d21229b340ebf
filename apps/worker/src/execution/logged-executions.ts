import type { ExecutionObserver, Lease, ObservedAttempt } from '@countersign/engine';
import type { Counter, Logger, Metrics } from '@countersign/observability';

/** Executions in logs and metrics: a line above debug only for what an operator has to look at. */
export class LoggedExecutions implements ExecutionObserver {
  private readonly attempts: Counter<'type' | 'class' | 'next'>;
  private readonly fenced: Counter;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.attempts = metrics.counter({
      name: 'attempts_total',
      help: 'Loyalty calls by what they came to.',
      labels: ['type', 'class', 'next'],
    });
    this.fenced = metrics.counter({ name: 'fenced_total', help: 'Writes and calls refused because the lease was lost.' });
  }

  attempted({ orgId, requestId, type, traceId, note, judgement, fenced }: ObservedAttempt): void {
    const line = {
      orgId,
      requestId,
      type,
      traceId,
      class: note.class,
      code: note.code,
      status: note.httpStatus,
      ms: note.durationMs,
      next: judgement.next,
    };
    if (fenced) {
      this.fenced.inc();
      this.logger.warn(line, 'an attempt ended after its lease was lost; it changed nothing');
      return;
    }
    this.attempts.inc({ type, class: note.class, next: judgement.next });
    if (judgement.next === 'needs_review') this.logger.warn(line, 'a request needs review by an operator');
    else this.logger.debug(line, 'an attempt ended');
  }

  fencedBeforeCall({ orgId, requestId }: Lease): void {
    this.fenced.inc();
    this.logger.warn({ orgId, requestId }, 'a lease was lost before the call; nothing was sent');
  }
}

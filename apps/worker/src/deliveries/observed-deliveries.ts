import type { ClaimedDelivery, DeliverySettlement } from '@countersign/engine';
import type { Counter, Logger, Metrics } from '@countersign/observability';

/** Deliveries in logs and metrics: a line above debug only for what somebody has to look at. */
export class ObservedDeliveries {
  private readonly counter: Counter<'class' | 'next'>;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter({ name: 'deliveries_total', help: 'Delivery tries by what they came to.', labels: ['class', 'next'] });
  }

  attempted({ deliveryId, event, attempts }: ClaimedDelivery, { attempt, next }: DeliverySettlement): void {
    this.counter.inc({ class: attempt.class, next: next.state });
    const { traceId, eventId } = event;
    const line = {
      deliveryId,
      traceId,
      eventId,
      attempts,
      class: attempt.class,
      code: attempt.code,
      status: attempt.httpStatus,
      next: next.state,
    };
    if (next.state === 'exhausted') this.logger.warn(line, 'a delivery has used up its schedule; it is kept and can be sent again');
    else if (next.state === 'gone') this.logger.warn(line, 'the receiver answered 410; its endpoint is disabled');
    else this.logger.debug(line, 'a delivery try ended');
  }

  notSendable({ deliveryId, event }: ClaimedDelivery, error: unknown): void {
    this.logger.error({ err: error, deliveryId, traceId: event.traceId }, 'an event could not be rendered or signed');
  }
}

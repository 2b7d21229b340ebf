import type { ClaimedNotification, NotificationSettlement } from '@countersign/engine';
import type { Counter, Logger, Metrics } from '@countersign/observability';
import type { SentMail } from './smtp-sender';

/** E-mails in logs and metrics: never an address, nor what a server said of it. */
export class ObservedNotifications {
  private readonly counter: Counter<'class' | 'next'>;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter({
      name: 'notifications_total',
      help: 'Tries to send an e-mail by what they came to.',
      labels: ['class', 'next'],
    });
  }

  tried(
    { orgId, requestId, kind, number, attempts }: ClaimedNotification,
    { class: reached, next }: NotificationSettlement,
    { code, reason }: Pick<SentMail, 'code' | 'reason'>,
  ): void {
    this.counter.inc({ class: reached, next: next.state });
    const line = { orgId, requestId, kind, number, attempts, class: reached, code, reason };
    if (next.state === 'given-up') this.logger.warn(line, 'an e-mail could not be sent and is given up');
    else if (reached === 'failed') this.logger.info(line, 'an e-mail could not be sent; it is tried again');
    else this.logger.debug(line, 'an e-mail was sent');
  }

  notSendable({ orgId, requestId, kind, number }: ClaimedNotification, error: unknown): void {
    this.logger.error({ err: error, orgId, requestId, kind, number }, 'an e-mail could not be made');
  }
}

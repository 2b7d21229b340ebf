import type { RequestTypeRegistry } from '@countersign/contract';
import type { ClaimedNotification, Identifiers, NotificationSettlement, NotificationStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';
import { configurationMailText, type MailText, mailText } from './mail-text';
import { nextTry } from './next-try';
import type { ObservedNotifications } from './observed-notifications';
import type { SentMail, SmtpSender } from './smtp-sender';

/** So many e-mails in one round; they are sent together and settled by one statement. */
const BATCH = 8;
/** Longer than a round can take. */
const LEASE_MS = 60_000;

export interface NotificationTools {
  readonly types: RequestTypeRegistry;
  readonly sender: SmtpSender;
  readonly identifiers: Identifiers;
  readonly observed: ObservedNotifications;
}

/** Sends e-mails that are due. A round of its own, so that a slow mail server holds up nothing else. */
export class NotificationsLoop implements LoopWork {
  readonly name = 'notifications';

  constructor(
    private readonly notifications: NotificationStore,
    private readonly tools: NotificationTools,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    const claimed = await this.notifications.claim(BATCH, LEASE_MS);
    const settlements = await Promise.all(claimed.map((notification) => this.try(notification)));
    await this.notifications.settle(settlements);
    return claimed.length === BATCH;
  }

  private async try(notification: ClaimedNotification): Promise<NotificationSettlement> {
    const { orgId, requestId, kind, number, address, epoch, attempts } = notification;
    const sent = await this.send(notification);
    const next = nextTry(sent.class, attempts, this.tools.identifiers.random());
    const settlement: NotificationSettlement = { orgId, requestId, kind, number, address, epoch, class: sent.class, next };
    this.tools.observed.tried(notification, settlement, sent);
    return settlement;
  }

  private async send(notification: ClaimedNotification): Promise<SentMail> {
    const { types, sender, observed } = this.tools;
    try {
      return await sender.send(notification.address, textOf(notification, types));
    } catch (error) {
      observed.notSendable(notification, error);
      return { class: 'failed' };
    }
  }
}

function textOf(notification: ClaimedNotification, types: RequestTypeRegistry): MailText {
  if (notification.kind === 'configuration') return configurationMailText(notification);
  return mailText(notification, types.find(notification.type)?.title ?? notification.type);
}

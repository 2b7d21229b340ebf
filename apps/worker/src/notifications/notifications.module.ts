import { RequestTypeRegistry } from '@countersign/contract';
import { CLOCK, IDENTIFIERS, NOTIFICATION_STORE } from '@countersign/engine';
import { provide, provideClass, token } from '@countersign/wiring';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, METRICS, WORKER_CONFIG } from '../config/worker.tokens';
import type { Role } from '../loops/worker-roles';
import { NotificationsLoop, type NotificationTools } from './notifications-loop';
import { ObservedNotifications } from './observed-notifications';
import { RemindersLoop } from './reminders-loop';
import { SmtpSender } from './smtp-sender';

const SENDER = token<SmtpSender | undefined>('Sender');
const TOOLS = token<NotificationTools | undefined>('NotificationTools');
export const NOTIFICATION_ROLES = token<readonly Role[]>('NotificationRoles');

/** E-mails on their way to the people whom a policy names; nothing runs without a mail server. */
@Module({
  providers: [
    provide(SENDER, [WORKER_CONFIG], ({ smtp }) => smtp && new SmtpSender(smtp)),
    provideClass(ObservedNotifications, [LOGGER, METRICS]),
    provide(
      TOOLS,
      [RequestTypeRegistry, SENDER, IDENTIFIERS, ObservedNotifications],
      (types, sender, identifiers, observed) => sender && { types, sender, identifiers, observed },
    ),
    provide(NOTIFICATION_ROLES, [NOTIFICATION_STORE, TOOLS, CLOCK, WORKER_CONFIG], (notifications, tools, clock, { sweepMs }) =>
      tools
        ? [{ work: new NotificationsLoop(notifications, tools, sweepMs) }, { work: new RemindersLoop(notifications, clock, sweepMs) }]
        : [],
    ),
  ],
  exports: [NOTIFICATION_ROLES],
})
export class NotificationsModule implements OnApplicationShutdown {
  constructor(@Inject(SENDER) private readonly sender: SmtpSender | undefined) {}

  onApplicationShutdown(): void {
    this.sender?.close();
  }
}

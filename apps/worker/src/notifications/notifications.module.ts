import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RequestTypeRegistry } from '@countersign/contract';
import { CLOCK, type Clock, IDENTIFIERS, type Identifiers, NOTIFICATION_STORE, type NotificationStore } from '@countersign/engine';
import type { Logger, Metrics } from '@countersign/observability';
import type { WorkerConfig } from '../worker.config';
import type { Role } from '../worker-roles';
import { LOGGER, METRICS, WORKER_CONFIG } from '../worker.tokens';
import { NotificationsLoop, type NotificationTools } from './notifications-loop';
import { ObservedNotifications } from './observed-notifications';
import { RemindersLoop } from './reminders-loop';
import { SmtpSender } from './smtp-sender';

const SENDER = Symbol('Sender');
const TOOLS = Symbol('NotificationTools');
export const NOTIFICATION_ROLES = Symbol('NotificationRoles');

type Ports = readonly [NotificationStore, NotificationTools | undefined, Clock, WorkerConfig];

/** E-mails on their way to the people whom a policy names; nothing runs without a mail server. */
@Module({
  providers: [
    {
      provide: SENDER,
      inject: [WORKER_CONFIG],
      useFactory: ({ smtp }: WorkerConfig): SmtpSender | undefined => smtp && new SmtpSender(smtp),
    },
    {
      provide: ObservedNotifications,
      inject: [LOGGER, METRICS],
      useFactory: (logger: Logger, metrics: Metrics) => new ObservedNotifications(logger, metrics),
    },
    {
      provide: TOOLS,
      inject: [RequestTypeRegistry, SENDER, IDENTIFIERS, ObservedNotifications],
      useFactory: (
        types: RequestTypeRegistry,
        sender: SmtpSender | undefined,
        identifiers: Identifiers,
        observed: ObservedNotifications,
      ): NotificationTools | undefined => sender && { types, sender, identifiers, observed },
    },
    {
      provide: NOTIFICATION_ROLES,
      inject: [NOTIFICATION_STORE, TOOLS, CLOCK, WORKER_CONFIG],
      useFactory: (...[notifications, tools, clock, { sweepMs }]: Ports): Role[] =>
        tools
          ? [{ work: new NotificationsLoop(notifications, tools, sweepMs) }, { work: new RemindersLoop(notifications, clock, sweepMs) }]
          : [],
    },
  ],
  exports: [NOTIFICATION_ROLES],
})
export class NotificationsModule implements OnApplicationShutdown {
  constructor(@Inject(SENDER) private readonly sender: SmtpSender | undefined) {}

  onApplicationShutdown(): void {
    this.sender?.close();
  }
}

import { NOTIFICATION_STORE, type NotificationStore, type PolicyVersion } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';

interface Warning {
  readonly message: string;
  readonly reference: string;
}

/** What somebody should know who sets a policy that cannot work as it stands. */
@Injectable()
export class PolicyWarnings {
  constructor(@Inject(NOTIFICATION_STORE) private readonly notifications: NotificationStore) {}

  async of({ notifications }: PolicyVersion): Promise<{ readonly warnings?: readonly Warning[] }> {
    if (!notifications || (await this.notifications.hasSender())) return {};
    const message =
      'No worker has been able to send e-mail in the last five minutes: set SMTP_URL and SMTP_FROM. What is to be told is kept for three days.';
    return { warnings: [{ message, reference: '/notifications' }] };
  }
}

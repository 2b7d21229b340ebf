import { isUncapped, NOTIFICATION_STORE, type NotificationStore, type PolicyVersion } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';

interface Warning {
  readonly message: string;
  readonly reference: string;
}

const UNCAPPED: Warning = {
  message: 'Nothing caps what this policy approves without a checker: any number of requests in a day. Daily caps would.',
  reference: '/autoApproval',
};
const UNTOLD: Warning = {
  message:
    'No worker has been able to send e-mail in the last five minutes: set SMTP_URL and SMTP_FROM. What is to be told is kept for three days.',
  reference: '/notifications',
};

/** What somebody should know who sets a policy that lets through more than they may think, or cannot work as it stands. */
@Injectable()
export class PolicyWarnings {
  constructor(@Inject(NOTIFICATION_STORE) private readonly notifications: NotificationStore) {}

  async of(policy: PolicyVersion): Promise<{ readonly warnings?: readonly Warning[] }> {
    const warnings = [...(isUncapped(policy) ? [UNCAPPED] : []), ...((await this.canTell(policy)) ? [] : [UNTOLD])];
    return warnings.length > 0 ? { warnings } : {};
  }

  private async canTell({ notifications }: PolicyVersion): Promise<boolean> {
    return !notifications || this.notifications.hasSender();
  }
}

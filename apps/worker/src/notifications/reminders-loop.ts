import type { Clock, NotificationStore } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

const BATCH = 64;
const ANNOUNCED_EVERY_MS = 60_000;

/** Makes reminders, forgets old e-mails, and says that there is somebody who sends. Only where a mail server is set. */
export class RemindersLoop implements LoopWork {
  readonly name = 'reminders';
  private announcedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly notifications: NotificationStore,
    private readonly clock: Clock,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    const now = this.clock.now();
    if (now - this.announcedAt >= ANNOUNCED_EVERY_MS) {
      await this.notifications.announceSender();
      await this.notifications.forget(BATCH);
      this.announcedAt = now;
    }
    return (await this.notifications.remind(BATCH)) === BATCH;
  }
}

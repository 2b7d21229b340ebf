import { MOST_REMINDERS } from '../domain/notification-settings';
import type { ClaimedNotification, NotificationRef, NotificationSettlement, NotificationStore } from '../ports/notification-store';
import type { InMemoryDatabase } from './in-memory-database';
import type { NotificationRow } from './in-memory-rows';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SENDER_IS_FRESH_MS = 300_000;

/** E-mails in memory, under the same rules as in PostgreSQL. */
export class InMemoryNotificationStore implements NotificationStore {
  private senderSeenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly database: InMemoryDatabase) {}

  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedNotification[]> {
    const now = this.database.now();
    const due = this.database.notifications.filter((row) => row.state === 'due' && row.dueAt <= now);
    const claimed: ClaimedNotification[] = [];
    for (const row of due.sort((one, other) => one.dueAt - other.dueAt).slice(0, limit)) {
      if (row.createdAt < now - 3 * DAY_MS) {
        end(row, 'given-up', now);
        continue;
      }
      row.epoch++;
      row.attempts++;
      row.dueAt = now + leaseMs;
      claimed.push(...this.claimed(row));
    }
    return claimed;
  }

  async settle(settlements: readonly NotificationSettlement[]): Promise<void> {
    const now = this.database.now();
    for (const { epoch, next, ...ref } of settlements) {
      const row = this.database.notifications.find((one) => isSame(one, ref));
      if (row?.epoch !== epoch || row.state !== 'due') continue;
      if (next.state === 'due') row.dueAt = now + next.dueInMs;
      else end(row, next.state, now);
    }
  }

  async remind(limit: number): Promise<number> {
    const now = this.database.now();
    const due = this.database.reminders.filter((row) => row.dueAt <= now).slice(0, limit);
    let reminded = 0;
    for (const reminder of due) {
      const row = this.database.find(reminder);
      const settings = row && this.database.notificationsOf(row.request);
      const waits = row?.state === 'pending' && (row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) > now;
      const hours = settings?.remindAfterHours;
      if (row && settings && waits && hours !== undefined) {
        reminded++;
        row.reminders = (row.reminders ?? 0) + 1;
        row.remindedAt = new Date(now);
        this.database.notify(row, { kind: 'reminder', number: reminder.number, createdAt: now }, settings.emails);
      }
      this.database.reminders.splice(this.database.reminders.indexOf(reminder), 1);
      if (waits && hours !== undefined && reminder.number < MOST_REMINDERS)
        this.database.reminders.push({ ...reminder, number: reminder.number + 1, dueAt: now + hours * HOUR_MS });
    }
    return reminded;
  }

  async forget(limit: number): Promise<number> {
    const before = this.database.now() - 30 * DAY_MS;
    const old = this.database.notifications.filter((row) => (row.endedAt ?? Number.POSITIVE_INFINITY) < before).slice(0, limit);
    for (const row of old) this.database.notifications.splice(this.database.notifications.indexOf(row), 1);
    return old.length;
  }

  async announceSender(): Promise<void> {
    this.senderSeenAt = this.database.now();
  }

  async hasSender(): Promise<boolean> {
    return this.senderSeenAt > this.database.now() - SENDER_IS_FRESH_MS;
  }

  private claimed({ orgId, requestId, kind, number, address, epoch, attempts, createdAt }: NotificationRow): ClaimedNotification[] {
    const row = this.database.find({ orgId, requestId });
    if (!row) return [];
    const step = kind === 'step' ? row.journal[number - 1] : undefined;
    const { type, requester } = row.request;
    return [
      {
        ...{ orgId, requestId, kind, number, address, epoch, attempts, type },
        makerName: requester.name,
        state: step?.to ?? 'pending',
        at: step?.at ?? new Date(createdAt),
        ...(row.expiresAt && { expiresAt: row.expiresAt }),
      },
    ];
  }
}

function isSame(one: NotificationRow, ref: NotificationRef): boolean {
  const { orgId, requestId, kind, number, address } = ref;
  return one.orgId === orgId && one.requestId === requestId && one.kind === kind && one.number === number && one.address === address;
}

function end(row: NotificationRow, state: 'sent' | 'given-up', at: number): void {
  row.state = state;
  row.endedAt = at;
}

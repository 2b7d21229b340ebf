import {
  type ClaimedNotification,
  MOST_REMINDERS,
  type NotificationSettlement,
  type NotificationStore,
  type RequestState,
} from '@countersign/engine';
import { recordset } from '../batching/recordset';
import { settleEach } from '../batching/settle-each';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';

const CLAIM = `select * from claim_mails($1, make_interval(secs => $2::float8 / 1000))`;
const SETTLE = 'select settle_notifications($1)';
const REMIND = 'select remind_checkers($1, $2) as count';
const FORGET = 'select forget_notifications($1) as count';

/** A process that sends says so with every round; a minute is long between two of them. */
const ANNOUNCE = `
  insert into notification_sender (seen_at) values (clock_timestamp())
  on conflict (the_only_row) do update set seen_at = excluded.seen_at
    where notification_sender.seen_at < excluded.seen_at - interval '1 minute'`;
const HAS_SENDER = `select exists (select from notification_sender where seen_at > clock_timestamp() - interval '5 minutes') as found`;

interface NotificationRow {
  readonly org_id: number;
  readonly request_id: string;
  readonly kind: ClaimedNotification['kind'];
  readonly number: number;
  readonly address: string;
  readonly epoch: number;
  readonly attempts: number;
  /** Of a request; null for a change. */
  readonly type: string | null;
  readonly requester_name: string | null;
  readonly to_state: RequestState;
  readonly at: Date;
  readonly expires_at: Date | null;
  readonly change: Extract<ClaimedNotification, { kind: 'configuration' }>['change'] | null;
}

/** E-mails to send, in PostgreSQL. */
export class PgNotificationStore implements NotificationStore {
  constructor(private readonly database: Database) {}

  async claim(limit: number, leaseMs: number): Promise<readonly ClaimedNotification[]> {
    const rows = await this.database.query<NotificationRow>('claim_mails', CLAIM, [limit, leaseMs]);
    return rows.map(claimedOf);
  }

  async settle(settlements: readonly NotificationSettlement[]): Promise<void> {
    await settleEach(settlements, (rows) => this.database.query('settle_notifications', SETTLE, [recordset(rows.map(settlementRow))]));
  }

  remind(limit: number): Promise<number> {
    return this.count('remind_checkers', REMIND, [limit, MOST_REMINDERS]);
  }

  forget(limit: number): Promise<number> {
    return this.count('forget_notifications', FORGET, [limit]);
  }

  async announceSender(): Promise<void> {
    await this.database.query('announce_sender', ANNOUNCE);
  }

  async hasSender(): Promise<boolean> {
    const [row] = await this.database.query<{ found: boolean }>('has_sender', HAS_SENDER);
    return row?.found ?? false;
  }

  private async count(name: string, text: string, values: readonly unknown[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(name, text, values);
    return row?.count ?? 0;
  }
}

function claimedOf(row: NotificationRow): ClaimedNotification {
  const { org_id: orgId, request_id: requestId, kind, number, address, epoch, attempts, at } = row;
  const claimed = { orgId, requestId, number, address, epoch, attempts, at };
  if (row.change) return { ...claimed, kind: 'configuration', change: row.change };
  return {
    ...claimed,
    kind: kind === 'reminder' ? kind : 'step',
    type: row.type ?? '',
    makerName: row.requester_name ?? '',
    state: row.to_state,
    ...optional('expiresAt', row.expires_at),
  };
}

function settlementRow({ orgId, requestId, kind, number, address, epoch, class: reached, next }: NotificationSettlement): object {
  return {
    org_id: orgId,
    request_id: requestId,
    kind,
    number,
    address,
    epoch,
    class: reached,
    next: next.state,
    due_in_ms: next.state === 'due' ? next.dueInMs : undefined,
  };
}
